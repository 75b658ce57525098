import type { Clock } from "../../base/Clock.ts";
import { isJsonObject } from "../../base/json.ts";
import type { DiagnosticsReader, EngineSettings } from "../../engine/ports/EnginePorts.ts";
import type { Diagnostics } from "../../model/Diagnostics.ts";
import type { FactsReader } from "../ports/FactsReader.ts";
import type { SettingRepository } from "../ports/repositories.ts";
import { defaultSettings } from "../settings/createEngineSettings.ts";

const day = 24 * 3600 * 1000;
const mostFailures = 100;

interface Parts {
  clock: Clock;
  facts: Pick<FactsReader, "read">;
  settings: Pick<SettingRepository, "get">;
  queueLimit: EngineSettings["queueLimit"];
  /** Queues that were given for this process. */
  queues: string[];
  versions(): Omit<Diagnostics["versions"], "sqlite">;
}

/** Puts together what a step may know of the host. */
export function createDiagnosticsReader(parts: Parts): DiagnosticsReader {
  return {
    async read() {
      const at = parts.clock.now();
      const { sqlite, queues, ...facts } = await parts.facts.read({ since: at - day, mostFailures });
      const idle = listQueues(parts).filter((name) => !queues.some((queue) => queue.name === name));
      const all = [...queues, ...idle.map((name) => ({ name, runs: 0, running: 0, waiting: 0 }))];
      return {
        at,
        versions: { ...parts.versions(), sqlite },
        queues: all
          .map((queue) => ({ ...queue, limit: parts.queueLimit(queue.name) }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
        ...facts,
      };
    },
  };
}

function listQueues({ settings, queues }: Parts): string[] {
  const stored = settings.get("queues");
  const names = [
    ...Object.keys(defaultSettings.queues),
    ...(isJsonObject(stored) ? Object.keys(stored) : []),
    ...queues,
  ];
  return [...new Set(names)];
}
