/** A program of its own: opens a data folder as its owner, runs or resumes, and tells each committed event on a line of stdout. */
import type { JsonObject } from "../../core/base/json.ts";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import { openHost } from "../../core/host.ts";

/** The moment at which the program ends itself with SIGKILL, seen from the commit that holds the event. */
export interface Death {
  when: "before" | "after";
  type: string;
  step?: string;
  app?: string;
  /** How many such events it lets pass. */
  skip?: number;
}

export interface Order {
  dataFolder: string;
  stepFolder: string;
  /** Stored first. */
  applications: JsonObject[];
  /** Run; absent = unfinished runs are resumed. */
  document?: JsonObject;
  death?: Death;
}

const order = JSON.parse(process.argv[2] ?? "") as Order;
const host = await openHost({
  dataFolder: order.dataFolder,
  cacheFolder: `${order.dataFolder} cache`,
  mode: "owner",
  stepFolders: [order.stepFolder],
  onBug: (error) => {
    throw error;
  },
});
if (order.death !== undefined) dieAt(order.death);
host.subscribe((event) => tell(event));
for (const application of order.applications) {
  await host.services.applications.import(JSON.stringify(application), { fileName: "driver", overwrite: true });
}
const ids = await begin();
for (const id of ids) await host.runs.finished(id);
await host.close();

async function begin(): Promise<string[]> {
  const { document } = order;
  if (document === undefined) return host.resume();
  const name = String(document.name);
  const triggeredBy = { kind: "USER" as const };
  const { run } = await host.runs.start({ name, document, parameters: {}, logLevel: 20, triggeredBy });
  return [run.id];
}

function dieAt({ when, skip = 0, ...of }: Death): void {
  const { runs } = host.store;
  const commit = runs.commit.bind(runs);
  let left = skip;
  runs.commit = async (items) => {
    if (!items.some(({ event }) => isMeant(event, of)) || left-- > 0) return commit(items);
    if (when === "after") await commit(items);
    process.kill(process.pid, "SIGKILL");
    return new Promise(() => undefined);
  };
}

function isMeant(event: Commit["event"], { type, step, app }: Omit<Death, "when" | "skip">): boolean {
  if (event.type !== type) return false;
  if (step !== undefined && !("step" in event && event.step === step)) return false;
  return app === undefined || (event.type === "run.accepted" && event.run.appName === app);
}

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
