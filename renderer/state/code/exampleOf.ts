import type { JsonObject, JsonValue } from "../../../core/base/json.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import { isFieldShown } from "../form/checkField.ts";

/** A step of a class as an application holds it, with the samples that the class gives for all but its advanced parameters. */
export function exampleOf({ friendlyName, file, syncpack, parameters }: StepManifest): JsonObject {
  const values: Record<string, JsonValue> = {};
  for (const { name, sampleValue, advanced } of parameters) {
    if (sampleValue !== undefined && advanced !== true) values[name] = sampleValue;
  }
  const shown = parameters.filter(
    (parameter) => parameter.name in values && isFieldShown(parameter, { parameters, values }),
  );
  return {
    name: friendlyName,
    file,
    ...(syncpack === undefined ? {} : { syncpack }),
    ...Object.fromEntries(shown.map(({ name }) => [name, values[name] as JsonValue])),
  };
}
