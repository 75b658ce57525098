import type { JsonObject } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ServicePorts } from "../ServicePorts.ts";

/** Longest value as JSON, characters. */
const longest = 256 * 1024;
/** Keys of one user. */
const most = 100;

/** Use-cases of what each user sets for themselves, such as keys, favourites and the workspace. Nobody else reads it. */
export class UserSettingsService {
  private readonly ports: Pick<ServicePorts, "userSettings">;

  constructor(ports: Pick<ServicePorts, "userSettings">) {
    this.ports = ports;
  }

  /** Keys that are set, in order. */
  list(user: string): string[] {
    return this.ports.userSettings.list(user);
  }

  find(user: string, key: string): JsonObject | undefined {
    return this.ports.userSettings.find(user, key);
  }

  /** Throws `not_found`. */
  get(user: string, key: string): JsonObject {
    const found = this.find(user, key);
    if (found === undefined) throw missing(key);
    return found;
  }

  /** Throws `too_large` for a value above 256 KB and for the 101st key. */
  async set(user: string, { key, value }: { key: string; value: JsonObject }): Promise<void> {
    const { userSettings } = this.ports;
    if (JSON.stringify(value).length > longest) {
      throw new SluiceError("too_large", `The value of "${key}" has more than ${longest / 1024} KB.`);
    }
    const keys = userSettings.list(user);
    if (keys.length >= most && !keys.includes(key)) {
      throw new SluiceError("too_large", `There are ${most} settings already. Delete one first.`);
    }
    await userSettings.save(user, { key, value });
  }

  /** Throws `not_found`. */
  async delete(user: string, key: string): Promise<void> {
    if (!(await this.ports.userSettings.delete(user, key))) throw missing(key);
  }
}

function missing(key: string): SluiceError {
  return new SluiceError("not_found", `You have no setting "${key}".`, { details: { key } });
}
