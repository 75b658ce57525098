import { readdirSync, readFileSync } from "node:fs";

/** Command lines of the child processes this process has now (Linux; elsewhere none are seen). The compiler's own process goes by itself, and servers with their tests. */
export function childProcesses(): string[] {
  if (process.platform !== "linux") return [];
  const tasks = readdirSync("/proc/self/task");
  const pids = tasks.flatMap((task) => read(`/proc/self/task/${task}/children`).split(" "));
  const commands = pids.filter((pid) => pid !== "").map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`)}`);
  return commands.filter((command) => !/esbuild|sluice-server-/.test(command));
}

/** Fails if a child process is left. Call it when a test has closed what it opened. */
export function assertNoLeftovers(): void {
  const left = childProcesses();
  if (left.length > 0) throw new Error(`Child processes are left: ${left.join("; ")}`);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}
