import { type JsonObject, ownValue } from "../base/json.ts";

/** An application's or configuration's identity (semantics, section 1). */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/;

export function isApplicationName(name: string): boolean {
  return namePattern.test(name);
}

/** A valid name made of any text: every other character becomes `_`; `app` goes in front of a text that does not begin with a letter or digit. */
export function toApplicationName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_.-]/gu, "_");
  return (/^[A-Za-z0-9]/.test(name) ? name : `app${name}`).slice(0, 128);
}

/** What the run of a single step class is called: no application has such a name, so it is never taken for a run of one. */
export function toStepRunName(file: string): string {
  return `step:${file}`;
}

/** The name of an application whose document has none: its file's name without folders and `.json`. */
export function nameFromFile(fileName: string): string {
  return toApplicationName(fileName.replace(/^.*[/\\]/s, "").replace(/\.json$/i, ""));
}

/** The identity of a document: its name, made valid if need be, else one made of its file's name; undefined without both. */
export function findName(document: JsonObject, fileName: string | undefined): string | undefined {
  const name = ownValue(document, "name");
  if (typeof name === "string" && name !== "") return isApplicationName(name) ? name : toApplicationName(name);
  return fileName === undefined ? undefined : nameFromFile(fileName);
}
