import { z } from "zod";
import type { JsonValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { KnownKey } from "../ports/PackSignatures.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { readKnownKeys } from "../syncPacks/findSignature.ts";
import { readResultExpires } from "../upkeep/createRetention.ts";
import { createEngineSettings } from "./createEngineSettings.ts";

const longest = 31_536_000;
const megabyte = 1024 * 1024;

/** What an administrator may set; queues and allowed variables have use-cases of their own. */
export const settingsSchema = z.strictObject({
  attempt_timeout: z.int().min(1).max(longest).meta({ description: "Seconds one attempt of a step may take." }),
  limits: z.strictObject({
    memory_mb: z.int().min(64).max(1_048_576).meta({ description: "Memory of a worker." }),
    output_bytes: z
      .int()
      .min(megabyte)
      .max(64 * 1024 * megabyte)
      .meta({ description: "What a step may save." }),
    log_bytes: z
      .int()
      .min(1024)
      .max(1024 * megabyte)
      .meta({ description: "Log lines of an attempt." }),
  }),
  result_expires: z
    .int()
    .min(1)
    .max(100 * longest)
    .meta({ description: "Seconds from the end of a run to its deletion; kept runs stay." }),
  report_expires: z
    .int()
    .min(0)
    .max(100 * longest)
    .meta({ description: "Seconds that reports are kept; 0 = for ever." }),
  pack_keys: z
    .array(z.strictObject({ name: z.string().trim().min(1).max(128), key: z.string().trim().max(1000) }))
    .max(100)
    .meta({ description: "Public keys of minisign that are trusted to sign SyncPacks." }),
});

/** A change of settings: what is absent stays. */
export const settingsChangeSchema = settingsSchema.extend({ limits: settingsSchema.shape.limits.partial() }).partial();

export type Settings = z.infer<typeof settingsSchema>;

/** Use-cases of the settings of a data folder. */
export class SettingsService {
  private readonly ports: Pick<ServicePorts, "settings" | "packSignatures">;

  constructor(ports: Pick<ServicePorts, "settings" | "packSignatures">) {
    this.ports = ports;
  }

  /** As they apply now, defaults included. */
  read(): Settings {
    const { settings } = this.ports;
    const engine = createEngineSettings(settings);
    const { memoryMb, outputBytes, logBytes } = engine.limits();
    const reports = settings.get("report_expires");
    return {
      attempt_timeout: engine.attemptTimeout(),
      limits: { memory_mb: memoryMb, output_bytes: outputBytes, log_bytes: logBytes },
      result_expires: readResultExpires(settings),
      report_expires: typeof reports === "number" && reports > 0 ? reports : 0,
      pack_keys: readKnownKeys(settings),
    };
  }

  /** They apply to what begins from now on. Throws `wrong_use` for a key that is none, or of the id or the name of another. */
  async change(change: z.infer<typeof settingsChangeSchema>): Promise<Settings> {
    const { limits, ...plain } = change;
    this.assertKeys(change.pack_keys ?? []);
    const changes: [string, JsonValue][] = Object.entries(plain).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    if (limits !== undefined) {
      const now = this.read().limits;
      changes.push([
        "limits",
        {
          memory_mb: limits.memory_mb ?? now.memory_mb,
          output_bytes: limits.output_bytes ?? now.output_bytes,
          log_bytes: limits.log_bytes ?? now.log_bytes,
        },
      ]);
    }
    for (const [name, value] of changes) await this.ports.settings.set(name, value);
    return this.read();
  }

  private assertKeys(keys: readonly KnownKey[]): void {
    const names = new Map<string, string>();
    for (const { name, key } of keys) {
      const id = this.ports.packSignatures.readKey(key);
      if (id === undefined) {
        throw new SluiceError("wrong_use", `What is given for "${name}" is no public key of minisign.`);
      }
      const other = names.get(id);
      if ([...names.values()].includes(name)) {
        throw new SluiceError("wrong_use", `There are two keys of "${name}". Give each a name of its own.`);
      }
      if (other !== undefined) throw new SluiceError("wrong_use", `"${name}" and "${other}" have one key, ${id}.`);
      names.set(id, name);
    }
  }
}
