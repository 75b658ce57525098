import { type JsonObject, ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import { listEntries, readApplication } from "../../model/readApplication.ts";
import { nearestName } from "../failures.ts";

export interface StandAlone {
  /** The step with its variables, and entries of the class `inputStep` in place of its producers. */
  document: ApplicationDocument;
  /** In producer order. */
  producers: string[];
}

const edgeKeys = new Set(["output_to", "error_to", "data_from", "routes"]);

/**
 * One step of a document alone: nothing upstream of it can run, and nothing downstream is there. Throws `not_found` for a
 * step that is not there.
 */
export function standAlone(
  document: ApplicationDocument,
  { step, inputStep }: { step: string; inputStep: string },
): StandAlone {
  const { steps } = readApplication(document, () => undefined);
  const entry = listEntries(document).find((one) => ownValue(one, "name") === step);
  if (entry === undefined) {
    const names = steps.map(({ name }) => name);
    throw new SluiceError("not_found", `The application has no step "${step}".${nearestName(step, names)}`, {
      details: { step },
    });
  }
  const producers = steps.filter(({ outputTo, errorTo }) => [...outputTo, ...errorTo].includes(step));
  const inputs = producers.map(({ name, outputTo, errorTo }): JsonObject => {
    const input: JsonObject = { name, file: inputStep };
    // Both kinds of edges stay: data that is taken over may be that of a failure.
    if (outputTo.includes(step)) input.output_to = [step];
    if (errorTo.includes(step)) input.error_to = [step];
    return input;
  });
  const own = Object.fromEntries(Object.entries(entry).filter(([key]) => !edgeKeys.has(key)));
  return { document: { ...document, steps: [...inputs, own] }, producers: producers.map(({ name }) => name) };
}
