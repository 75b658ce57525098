import { isJsonObject, type JsonObject, ownValue, parseJson } from "../../base/json.ts";
import type { StepClassVersion } from "../ports/repositories.ts";
import type { ClassFiles } from "../ports/StepClasses.ts";

const mapMark = "//# sourceMappingURL=data:application/json;base64,";

/** The texts a stored version was made of, with those it imports by path: its module carries them in its source map. */
export function readClassFiles(version: Pick<StepClassVersion, "file" | "source" | "compiled">): ClassFiles {
  const sources = readSources(version.compiled);
  const main = sources.findLast(({ text, path }) => text === version.source && stem(path) === version.file);
  if (main === undefined) return { main: `${version.file}.ts`, files: { [`${version.file}.ts`]: version.source } };
  const start = commonFolder(sources.map(({ path }) => path)).length;
  const files = Object.fromEntries(sources.map(({ path, text }): [string, string] => [path.slice(start), text]));
  return { main: main.path.slice(start), files };
}

function readSources(compiled: string): { path: string; text: string }[] {
  const at = compiled.lastIndexOf(mapMark);
  if (at < 0) return [];
  const binary = atob(compiled.slice(at + mapMark.length).trim());
  const parsed = parseJson(new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0))));
  const map: JsonObject = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const [sources, contents] = [ownValue(map, "sources"), ownValue(map, "sourcesContent")];
  if (!Array.isArray(sources) || !Array.isArray(contents)) return [];
  return sources.flatMap((source, index) => {
    const text = contents[index];
    return typeof source === "string" && typeof text === "string" ? [{ path: decodeURIComponent(source), text }] : [];
  });
}

/** The longest folder that holds all paths, with its last `/`. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split("/").slice(0, -1));
  const [first = []] = folders;
  const end = first.findIndex((part, index) => folders.some((folder) => folder[index] !== part));
  const shared = end < 0 ? first : first.slice(0, end);
  return shared.map((part) => `${part}/`).join("");
}

function stem(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
}
