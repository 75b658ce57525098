import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import { jsonPath } from "../../model/jsonPath.ts";
import type { Problem } from "../../model/Problem.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { nearestName } from "../failures.ts";
import type { ReferenceFault } from "../secrets/ReferenceResolver.ts";
import type { ConnectionUse } from "./listConnectionUses.ts";

export interface KnownConnections {
  find(name: string): ConfigurationDocument | undefined;
  /** Names of the connections. */
  names(): string[];
  /** References of a connection that do not resolve. */
  faults(document: ConfigurationDocument): ReferenceFault[];
  /** A run is about to begin: then a reference must resolve. */
  isRun: boolean;
}

/** What is wrong with the connections that an application names, each at its place. */
export function toConnectionProblems(uses: readonly ConnectionUse[], known: KnownConnections): Problem[] {
  return uses.flatMap((use): Problem[] => {
    const { step, index, parameter, connection } = use;
    const place = { path: jsonPath(["steps", index, parameter.name]), step } as const;
    const start = `The step ${JSON.stringify(step)} names the connection ${JSON.stringify(connection)} in "${parameter.name}"`;
    const document = known.find(connection);
    if (document === undefined) {
      const hint = nearestName(connection, known.names());
      const message = `${start}, which does not exist. Make it, or name another one.${hint}`;
      return [{ ...place, severity: "error", code: "unknown_connection", message }];
    }
    const kind = readConfiguration(document).connection;
    const { kinds } = parameter;
    if (kind === undefined) {
      const message = `${start}, which is a configuration without a kind of connection. Give it the key "connection", or name another one.`;
      return [{ ...place, severity: "error", code: "wrong_connection", message }];
    }
    if (kinds !== undefined && !kinds.includes(kind)) {
      const message = `${start}, which is of the kind ${kind}; it takes ${kinds.join(" or ")}. Name another one.`;
      return [{ ...place, severity: "error", code: "wrong_connection", message }];
    }
    return known.faults(document).map(({ code, message }) => ({
      ...place,
      severity: known.isRun ? "error" : "warning",
      code,
      message: `${message} The step ${JSON.stringify(step)} uses it.`,
    }));
  });
}
