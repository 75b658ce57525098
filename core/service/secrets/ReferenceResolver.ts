import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import { type ConfigurationReference, listConfigurationReferences } from "../../model/configurationReferences.ts";
import type { ProblemCode } from "../../model/Problem.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { nearestName } from "../failures.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { allowedEnvironment, isOwnVariable } from "./EnvironmentService.ts";
import { referenceContext, secretContext } from "./referenceContext.ts";

/** Why a reference of a configuration cannot be resolved here and now. */
export interface ReferenceFault {
  variable: string;
  code: ProblemCode;
  /** A sentence with configuration, variable and reference; what to do. */
  message: string;
}

type Found = { value: string } | { code: ProblemCode; reason: string };

type Ports = Pick<ServicePorts, "secrets" | "settings" | "environment" | "vault">;

/** Finds what `$SECRET(name)` and `$ENV(NAME)` of a configuration stand for. Plain text leaves it only encrypted. */
export class ReferenceResolver {
  private readonly ports: Ports;

  constructor(ports: Ports) {
    this.ports = ports;
  }

  /** Every reference that does not resolve. */
  check(document: ConfigurationDocument): ReferenceFault[] {
    const { name } = readConfiguration(document);
    return listConfigurationReferences(document).flatMap((reference) => {
      const found = this.find(reference);
      if ("value" in found) return [];
      const { variable, token } = reference;
      const place = `The variable ${JSON.stringify(variable)} of the configuration ${JSON.stringify(name)}`;
      return [{ variable, code: found.code, message: `${place} names ${token}, ${found.reason}` }];
    });
  }

  /** What the references stand for now, as ciphertext by the reference as written; those that do not resolve are left out. undefined = there are none. */
  seal(document: ConfigurationDocument): Record<string, string> | undefined {
    const sealed: Record<string, string> = {};
    for (const reference of listConfigurationReferences(document)) {
      if (Object.hasOwn(sealed, reference.token)) continue;
      const found = this.find(reference);
      if ("value" in found) {
        sealed[reference.token] = this.ports.vault.encrypt(found.value, referenceContext(reference.token));
      }
    }
    return Object.keys(sealed).length === 0 ? undefined : sealed;
  }

  private find(reference: ConfigurationReference): Found {
    return reference.kind === "secret" ? this.findSecret(reference.name) : this.findVariable(reference.name);
  }

  private findSecret(name: string): Found {
    const { secrets, vault } = this.ports;
    const cipher = secrets.find(name);
    const code = "unknown_secret";
    if (cipher === undefined) {
      const known = secrets.list().map((secret) => secret.name);
      return { code, reason: `but there is no such secret. Set it, or correct the name.${nearestName(name, known)}` };
    }
    if (vault.inspect(cipher, secretContext(name)) === "ours") {
      return { value: vault.decrypt(cipher, secretContext(name)) };
    }
    return { code, reason: "which was encrypted with another key. Set it again." };
  }

  private findVariable(name: string): Found {
    const isOwn = isOwnVariable(name);
    if (isOwn || !this.allowed().has(name)) {
      const reason = isOwn
        ? "but the program's own variables are never given to runs. Use another one."
        : 'which is not allowed. An administrator can add the name to the setting "allowed_env".';
      return { code: "forbidden_environment_variable", reason };
    }
    const value = this.ports.environment.read(name);
    if (value !== undefined) return { value };
    return { code: "unknown_environment_variable", reason: "but the program was started without it. Set it." };
  }

  private allowed(): Set<unknown> {
    const names = this.ports.settings.get(allowedEnvironment);
    return new Set(Array.isArray(names) ? names : []);
  }
}
