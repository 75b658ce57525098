import { isJsonObject, type JsonObject, type JsonValue, stringifyJson } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";
import type { ConfigurationDocument } from "../model/ConfigurationDocument.ts";
import { type LogLevelName, logLevels } from "../model/RunRecord.ts";
import type { Services } from "../service/createServices.ts";

/** The configuration a request names or gives along, sealed. Throws `not_found`, `invalid_document`, `wrong_use`. */
export function readConfigurationInput(
  given: unknown,
  services: Pick<Services, "configurations">,
): ConfigurationDocument | undefined {
  return readSealedInput(given, services).configuration;
}

/** As `readConfigurationInput`, with the variables that have no value because they were encrypted with another key. */
export function readSealedInput(
  given: unknown,
  { configurations }: Pick<Services, "configurations">,
): { configuration: ConfigurationDocument | undefined; unset: string[] } {
  if (given === undefined) return { configuration: undefined, unset: [] };
  if (typeof given === "string") {
    const configuration = configurations.get(given);
    return { configuration, unset: configurations.unsetVariables(configuration) };
  }
  if (isJsonObject(given)) {
    const { document, unset } = configurations.parse(stringifyJson(given), "configuration");
    return { configuration: document, unset };
  }
  throw new SluiceError(
    "wrong_use",
    "The configuration is the name of a stored one, or a document with configuration_data.",
  );
}

/** The number of a log level. Throws `wrong_use` for an unknown name. */
export function readLogLevel(name: unknown, standard: LogLevelName): number {
  if (name === undefined) return logLevels[standard];
  if (typeof name === "string" && Object.hasOwn(logLevels, name)) return logLevels[name as LogLevelName];
  const known = Object.keys(logLevels).join(", ");
  throw new SluiceError("wrong_use", `There is no log level ${JSON.stringify(name)}. There are: ${known}.`);
}

/** Takes a setting of the run out of its parameters; one that is the name of a declared parameter or variable stays there. */
export function takeSetting(
  parameters: JsonObject,
  { key, declared }: { key: string; declared: ReadonlySet<string> },
): JsonValue | undefined {
  if (declared.has(key) || !Object.hasOwn(parameters, key)) return undefined;
  const value = parameters[key];
  delete parameters[key];
  return value;
}
