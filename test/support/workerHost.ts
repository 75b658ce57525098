import { WorkerBench } from "./WorkerBench.ts";

// A host of its own for tests that kill it: runs one step class and prints the pid of its worker once the step runs.
const bench = await WorkerBench.create();
const attempt = await bench.start(process.argv[2] ?? "", { limits: { wallMs: 60_000 } });
let hasEnded = false;
void attempt.done.then(() => {
  hasEnded = true;
});
while (attempt.logs.length === 0 && !hasEnded) await new Promise((resolve) => setTimeout(resolve, 20));
console.log(JSON.stringify({ pid: bench.pool.pids()[0], folder: bench.folder }));
