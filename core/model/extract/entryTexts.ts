import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";
import type { StepManifest } from "../StepManifest.ts";
import { collectParameters, declaredNames } from "../stepKeys.ts";

/** Every text in the parameters of a step, at any depth. */
export function listTexts(entry: JsonObject, manifest: StepManifest | undefined): string[] {
  const texts: string[] = [];
  const collect = (value: JsonValue): void => {
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) collect(inner);
  };
  collect(collectParameters(entry, declaredNames(manifest)));
  return texts;
}

/** Whether a text holds a name between quotes, as code does. */
export function saysLiteral(texts: readonly string[], name: string): boolean {
  return texts.some((text) => ["'", '"', "`"].some((quote) => text.includes(`${quote}${name}${quote}`)));
}

/** An entry whose `${appvar.FROM}` say another name; an escaped `$${` is text. */
export function withVariable(entry: JsonObject, { from, to }: { from: string; to: string }): JsonObject {
  const replace = (value: JsonValue): JsonValue => {
    if (typeof value === "string") {
      return value.replaceAll(`\${appvar.${from}}`, (token, at: number) =>
        value[at - 1] === "$" ? token : `\${appvar.${to}}`,
      );
    }
    if (Array.isArray(value)) return value.map(replace);
    return isJsonObject(value) ? replaceIn(value) : value;
  };
  const replaceIn = (object: JsonObject): JsonObject => {
    const copy: JsonObject = {};
    for (const key of Object.keys(object)) setOwn(copy, key, replace(object[key] ?? null));
    return copy;
  };
  return replaceIn(entry);
}

/** A name that is free: as wished, else with the first number from 2 that is. It counts as taken afterwards. */
export function takeName(wish: string, taken: Set<string>): string {
  let name = wish;
  for (let number = 2; taken.has(name); number += 1) name = `${wish} ${number}`;
  taken.add(name);
  return name;
}
