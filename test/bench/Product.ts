import { fileURLToPath } from "node:url";
import type { JsonObject } from "../../core/base/json.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import { type OwnerHost, openHost } from "../../core/host.ts";
import type { RunRecord } from "../../core/model/RunRecord.ts";

export const stepFolder = fileURLToPath(new URL("./steps", import.meta.url));

/** The product as a program uses it, on a data folder of its own. */
export class Product {
  readonly host: OwnerHost;

  private constructor(host: OwnerHost) {
    this.host = host;
  }

  static async open({ folder, workers }: { folder: string; workers: number }): Promise<Product> {
    const host = await openHost({
      mode: "owner",
      dataFolder: folder,
      cacheFolder: folder,
      stepFolders: [stepFolder],
      queues: { default: workers },
      onBug: (error) => {
        throw error;
      },
    });
    host.warm(workers);
    return new Product(host);
  }

  /** Resolves with the ended run; throws if it did not succeed. */
  async run(document: JsonObject, { workers }: { workers?: number } = {}): Promise<RunRecord> {
    const { run } = await this.host.runs.start({
      name: String(document.name),
      document,
      parameters: {},
      logLevel: 25,
      workers,
      triggeredBy: { kind: "USER" },
    });
    const ended = await this.host.runs.finished(run.id);
    if (ended.state !== "SUCCESS") throw new Error(`${ended.id} ended as ${ended.state}`);
    return ended;
  }

  /** Runs `work` and gives the log lines of the steps that ran meanwhile. */
  async linesOf(work: () => Promise<unknown>): Promise<string[]> {
    const lines: string[] = [];
    const listen = (event: RunEvent): void => {
      if (event.type === "step.log") lines.push(event.message);
    };
    const stop = this.host.subscribe(listen);
    await work();
    stop();
    return lines;
  }

  close(): Promise<void> {
    return this.host.close();
  }
}

/** `count` steps of a class one after the other. */
export function buildChain(count: number, { file, parameters }: { file: string; parameters: JsonObject }): JsonObject {
  const steps = Array.from({ length: count }, (_, index) => ({
    name: `step ${index}`,
    file,
    ...parameters,
    output_to: index + 1 < count ? [`step ${index + 1}`] : [],
  }));
  return { name: "chain", app_variables: [], steps };
}

/** `count` steps side by side and one that waits for all of them. */
export function buildWide(count: number, { file, parameters }: { file: string; parameters: JsonObject }): JsonObject {
  const side = Array.from({ length: count }, (_, index) => ({
    name: `step ${index}`,
    file,
    ...parameters,
    output_to: ["last"],
  }));
  return { name: "wide", app_variables: [], steps: [...side, { name: "last", file, ...parameters }] };
}
