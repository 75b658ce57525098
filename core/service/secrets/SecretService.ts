import { SluiceError } from "../../base/SluiceError.ts";
import { isApplicationName } from "../../model/applicationName.ts";
import { nearestName } from "../failures.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { secretContext } from "./referenceContext.ts";

/** Use-cases of secrets, which configurations name as `$SECRET(name)`. They go in and never come out. */
export class SecretService {
  private readonly ports: Pick<ServicePorts, "secrets" | "vault">;

  constructor(ports: Pick<ServicePorts, "secrets" | "vault">) {
    this.ports = ports;
  }

  /** By name, without any value. `usable`: it opens under the present key. */
  list(): { name: string; updatedAt: number; usable: boolean }[] {
    const { secrets, vault } = this.ports;
    return secrets.list().map(({ name, updatedAt }) => {
      const usable = vault.inspect(secrets.find(name) ?? "", secretContext(name)) === "ours";
      return { name, updatedAt, usable };
    });
  }

  /** Throws `wrong_use` for a name that cannot be one and for an empty value. */
  async set(name: string, value: string): Promise<{ created: boolean }> {
    assertName(name);
    if (value === "") throw new SluiceError("wrong_use", `The secret "${name}" needs a value.`, { details: { name } });
    const created = this.ports.secrets.find(name) === undefined;
    await this.ports.secrets.save(name, this.ports.vault.encrypt(value, secretContext(name)));
    return { created };
  }

  /** Throws `not_found`. */
  async delete(name: string): Promise<void> {
    if (await this.ports.secrets.delete(name)) return;
    const known = this.ports.secrets.list().map((secret) => secret.name);
    throw new SluiceError("not_found", `There is no secret "${name}".${nearestName(name, known)}`, {
      details: { name },
    });
  }
}

function assertName(name: string): void {
  if (isApplicationName(name)) return;
  throw new SluiceError(
    "wrong_use",
    `"${name}" cannot be the name of a secret: letters, digits, "_", "." and "-", at most 128, the first a letter or digit.`,
  );
}
