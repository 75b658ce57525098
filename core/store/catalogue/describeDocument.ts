import { createHash } from "node:crypto";
import { type JsonValue, ownValue, stringifyJson } from "../../base/json.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";

/** What a row says of the document it holds. */
export interface DocumentDescription {
  text: string;
  /** Of everything but the layout. */
  logicHash: string;
  layoutHash: string;
  friendlyName: string;
  steps: number;
}

export function describeDocument(document: ApplicationDocument): DocumentDescription {
  const { layout, ...logic } = document;
  const steps = ownValue(document, "steps");
  const friendlyName = ownValue(document, "friendly_name");
  return {
    text: stringifyJson(document),
    logicHash: hashOf(logic),
    layoutHash: hashOf(layout ?? null),
    friendlyName: typeof friendlyName === "string" ? friendlyName : "",
    steps: Array.isArray(steps) ? steps.length : 0,
  };
}

function hashOf(value: JsonValue): string {
  return createHash("sha256").update(stringifyJson(value)).digest("hex");
}
