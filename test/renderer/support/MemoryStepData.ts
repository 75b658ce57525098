import type { JsonObject, JsonValue } from "../../../core/base/json.ts";
import type {
  DataChange,
  DataHit,
  DataPage,
  DataPath,
  Found,
  StepDataPlace,
  StepDataPort,
} from "../../../renderer/state/ports/StepDataPort.ts";
import { listEntriesAt } from "./listEntriesAt.ts";

/** Saved data in memory, by the id of its step run. */
export class MemoryStepData implements StepDataPort {
  readonly data = new Map<string, JsonValue>();
  /** Resolved parameters, by the id of their step run. */
  readonly used = new Map<string, JsonObject>();
  /** Parts that were asked for. */
  readonly asked: { path: DataPath; from: number }[] = [];

  async page(
    { stepRun }: StepDataPlace,
    { path, from, limit }: { path: DataPath; from: number; limit: number },
  ): Promise<DataPage> {
    this.asked.push({ path, from });
    const value = this.data.get(stepRun);
    if (value === undefined) throw new Error("The step saved nothing.");
    return listEntriesAt(value, { path, from, limit });
  }

  async whole({ stepRun }: StepDataPlace): Promise<JsonValue> {
    return this.data.get(stepRun) ?? null;
  }

  async sample(): Promise<undefined> {
    return undefined;
  }

  async parameters({ stepRun }: StepDataPlace): Promise<JsonObject> {
    return this.used.get(stepRun) ?? {};
  }

  async schema(): Promise<JsonObject> {
    return {};
  }

  async search(): Promise<Found<DataHit>> {
    return { found: [], next: undefined };
  }

  async diff(): Promise<Found<DataChange>> {
    return { found: [], next: undefined };
  }

  fileAddress(): string {
    return "";
  }
}
