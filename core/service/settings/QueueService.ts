import { isJsonObject, type JsonObject, setOwn } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { nearestName } from "../failures.ts";
import type { QueueLoad } from "../ports/repositories.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { createEngineSettings, defaultSettings } from "./createEngineSettings.ts";

/** The queue of everything that names none. It cannot be deleted. */
const standardQueue = "default";
/** More attempts at once than any machine runs. */
export const largestCapacity = 1000;

export interface Queue extends QueueLoad {
  /** Attempts at once. 0 = its runs wait. */
  capacity: number;
}

/** Use-cases of queues: each has a name and a number, how many attempts may run at once. */
export class QueueService {
  private readonly ports: Pick<ServicePorts, "settings" | "runs">;

  constructor(ports: Pick<ServicePorts, "settings" | "runs">) {
    this.ports = ports;
  }

  /** By name: those that have a capacity, and those that unfinished runs wait in. */
  list(): Queue[] {
    const loads = new Map(this.ports.runs.queueLoads().map((load) => [load.name, load]));
    const settings = createEngineSettings(this.ports.settings);
    const names = new Set([...Object.keys(this.stored()), ...Object.keys(defaultSettings.queues), ...loads.keys()]);
    return [...names].sort().map((name) => ({
      ...(loads.get(name) ?? { name, runs: 0, depth: 0, running: 0 }),
      capacity: settings.queueLimit(name),
    }));
  }

  /** Throws `not_found`. */
  get(name: string): Queue {
    const queues = this.list();
    const found = queues.find((queue) => queue.name === name);
    if (found !== undefined) return found;
    const hint = nearestName(
      name,
      queues.map((queue) => queue.name),
    );
    throw new SluiceError("not_found", `There is no queue "${name}".${hint}`, { details: { queue: name } });
  }

  /** Makes the queue if there is none. A running attempt goes on also above a smaller capacity. Throws `wrong_use`. */
  async set(name: string, capacity: number): Promise<void> {
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/.test(name)) {
      throw new SluiceError(
        "wrong_use",
        `The name of a queue begins with a letter or digit and holds letters, digits, "_", "." and "-"; "${name}" does not.`,
      );
    }
    if (!Number.isInteger(capacity) || capacity < 0 || capacity > largestCapacity) {
      throw new SluiceError("wrong_use", `The capacity of a queue is a whole number from 0 to ${largestCapacity}.`);
    }
    const stored = this.stored();
    setOwn(stored, name, capacity);
    await this.ports.settings.set("queues", stored);
  }

  /** Runs that name it wait until it has a capacity again. Throws `not_found`, and `wrong_use` for the standard queue. */
  async delete(name: string): Promise<void> {
    if (name === standardQueue) {
      throw new SluiceError("wrong_use", "The queue default cannot be deleted. Its capacity can be set to 0.");
    }
    const stored = this.stored();
    if (!Object.hasOwn(stored, name)) {
      throw new SluiceError("not_found", `There is no queue "${name}" with a capacity.`, { details: { queue: name } });
    }
    delete stored[name];
    await this.ports.settings.set("queues", stored);
  }

  private stored(): JsonObject {
    const stored = this.ports.settings.get("queues");
    return isJsonObject(stored) ? { ...stored } : {};
  }
}
