import { isJsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import type { EngineSettings } from "../../engine/ports/EnginePorts.ts";
import type { SettingRepository } from "../ports/repositories.ts";

const megabyte = 1024 * 1024;

/** Values that apply until a setting says otherwise. Seconds, MB, bytes. */
export const defaultSettings = {
  /** Attempts at once by queue. */
  queues: { default: 5 } as Record<string, number>,
  attemptTimeout: 3600,
  memoryMb: 1024,
  outputBytes: 1024 * megabyte,
  logBytes: 16 * megabyte,
  /** How long ended runs are kept, seconds (manual, result_expires). */
  resultExpires: 24 * 3600,
};

/** Reads what the engine asks for from the settings: `queues`, `attempt_timeout`, `limits`. `queues` here wins over them. */
export function createEngineSettings(
  settings: SettingRepository,
  options: { queues?: Record<string, number> } = {},
): EngineSettings {
  const read = (key: string): JsonValue | undefined => settings.get(key);
  return {
    queueLimit(queue) {
      const given = options.queues ?? {};
      if (Object.hasOwn(given, queue)) return given[queue] ?? 0;
      const queues = read("queues");
      const stored = isJsonObject(queues) ? ownValue(queues, queue) : undefined;
      if (typeof stored === "number") return stored;
      return Object.hasOwn(defaultSettings.queues, queue) ? (defaultSettings.queues[queue] ?? 0) : 0;
    },
    attemptTimeout: () => number(read("attempt_timeout"), defaultSettings.attemptTimeout),
    limits() {
      const stored = read("limits");
      const limits = isJsonObject(stored) ? stored : {};
      return {
        memoryMb: number(limits.memory_mb, defaultSettings.memoryMb),
        outputBytes: number(limits.output_bytes, defaultSettings.outputBytes),
        logBytes: number(limits.log_bytes, defaultSettings.logBytes),
      };
    },
  };
}

function number(value: JsonValue | undefined, standard: number): number {
  return typeof value === "number" && value > 0 ? value : standard;
}
