import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect } from "node:util";

const deepestCause = 5;
const longestText = 65_536;
/** Folder of the product's core; frames from there are ours. */
const core = fileURLToPath(new URL("../../", import.meta.url));
// A frame names a file by its path or, where no source map applies, by its address. A package has its bundles in "program", a
// checkout in "program-" and a hash.
const rooms = ["workers", "sdk", "data", "template", "base", "engine", "model", "program"].flatMap((room) => [
  `${room}/`,
  `${room}\\`,
]);
const ownPlaces = [core, pathToFileURL(core).href].flatMap((place) =>
  [...rooms, "program-"].map((room) => `${place}${room}`),
);

export interface ErrorDescription {
  exception: string;
  message: string;
  stack?: string;
}

/** What was thrown, as texts: name, message and the author's stack with causes. Never throws, whatever was thrown. */
export function describeError(thrown: unknown): ErrorDescription {
  try {
    if (!(thrown instanceof Error) && !isErrorLike(thrown)) {
      const text = typeof thrown === "string" ? thrown : inspect(thrown, { depth: 4 });
      return { exception: "Error", message: limit(`Thrown, but no error: ${text}`) };
    }
    const stack = cleanStack(String(thrown.stack ?? "")) + causesOf(thrown, 1);
    const exception = String(thrown.name || thrown.constructor?.name || "Error");
    const message = limit(String(thrown.message));
    return { exception, message, ...(stack === "" ? {} : { stack: limit(stack) }) };
  } catch {
    return { exception: "Error", message: "Something was thrown that cannot be described" };
  }
}

/** Drops the frames of Node and of this program: what stays are the author's lines and those of packages. */
export function cleanStack(stack: string): string {
  return stack
    .split("\n")
    .filter((line) => !isOwnFrame(line))
    .join("\n")
    .replaceAll("file://", "");
}

function isOwnFrame(line: string): boolean {
  if (!/^\s+at /.test(line)) return false;
  return /\(?node:/.test(line) || ownPlaces.some((place) => line.includes(place));
}

function isErrorLike(thrown: unknown): thrown is Error {
  if (typeof thrown !== "object" || thrown === null) return false;
  return typeof Reflect.get(thrown, "message") === "string" && typeof Reflect.get(thrown, "stack") === "string";
}

function causesOf(error: Error, depth: number): string {
  if (depth > deepestCause) return "";
  const causes: unknown[] = error.cause === undefined ? [] : [error.cause];
  if (error instanceof AggregateError) causes.push(...error.errors.slice(0, deepestCause));
  return causes
    .map((cause) => {
      const isError = cause instanceof Error;
      const text = isError ? cleanStack(cause.stack ?? String(cause)) : inspect(cause, { depth: 2 });
      return `\nCaused by: ${text}${isError ? causesOf(cause, depth + 1) : ""}`;
    })
    .join("");
}

function limit(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
