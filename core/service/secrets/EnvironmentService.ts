import { SluiceError } from "../../base/SluiceError.ts";
import type { ServicePorts } from "../ServicePorts.ts";

/** The setting with the names that configurations may write as `$ENV(NAME)`. */
export const allowedEnvironment = "allowed_env";

const namePattern = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;

/** Use-cases of the environment variables that configurations may name. Their values never leave it. */
export class EnvironmentService {
  private readonly ports: Pick<ServicePorts, "settings" | "environment">;

  constructor(ports: Pick<ServicePorts, "settings" | "environment">) {
    this.ports = ports;
  }

  /** The allowed names in their order. `set`: the program was started with it. */
  list(): { name: string; set: boolean }[] {
    const stored = this.ports.settings.get(allowedEnvironment);
    const names = Array.isArray(stored) ? stored.filter((name) => typeof name === "string") : [];
    return names.map((name) => ({ name, set: this.ports.environment.read(name) !== undefined }));
  }

  /** Allows exactly these names. Throws `wrong_use` for one that cannot be a variable and for the program's own. */
  async allow(names: readonly string[]): Promise<void> {
    for (const name of names) {
      if (!namePattern.test(name)) {
        throw new SluiceError("wrong_use", `${JSON.stringify(name)} cannot be the name of an environment variable.`);
      }
      if (isOwnVariable(name)) {
        throw new SluiceError(
          "wrong_use",
          `${name} belongs to the program, whose own variables are never given to runs.`,
        );
      }
    }
    await this.ports.settings.set(allowedEnvironment, [...new Set(names)].sort());
  }
}

/** Whether a variable tells something of the program itself, such as its key. */
export function isOwnVariable(name: string): boolean {
  return name.toUpperCase().startsWith("SLUICE_");
}
