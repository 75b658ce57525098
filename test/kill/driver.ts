/* A host that keeps runs going until it is killed: `node driver.ts DATA TRAIL`. Says "ready" and each ended run on stdout. */
import { openHost } from "../../core/host.ts";
import { killCases } from "./applications.ts";
import { Trail } from "./Trail.ts";

const runsAtOnce = 6;
const [dataFolder = "", trailFolder = ""] = process.argv.slice(2);
const trail = new Trail(trailFolder);
const host = await openHost({
  mode: "owner",
  dataFolder,
  cacheFolder: dataFolder,
  onBug: (error) => {
    throw error;
  },
});
host.subscribe((event) => {
  const { seq, type, runId } = event;
  const text = event.type === "step.log" ? event.message : "";
  trail.say({ kind: "event", runId, type, text, ...(seq !== undefined && { seq }) });
});
const resumed = await host.resume();
process.stdout.write("ready\n");
for (const id of resumed) void host.runs.finished(id).then(next);
let turn = host.services.queries.list({ limit: 1_000_000 }).length;
for (let active = resumed.length; active < runsAtOnce; active += 1) void next();

async function next(): Promise<void> {
  const killCase = killCases[turn % killCases.length];
  turn += 1;
  if (killCase === undefined) return;
  const { document } = killCase;
  const started = performance.now();
  const { run } = await host.runs.start({
    name: document.name,
    document,
    parameters: { trail: trailFolder },
    logLevel: 25,
    triggeredBy: { kind: "USER" },
  });
  trail.say({ kind: "accepted", runId: run.id });
  await host.runs.finished(run.id);
  process.stdout.write(`ended ${Math.round(performance.now() - started)}\n`);
  await next();
}
