import type { DataPath } from "./Resolution.ts";
import { shortText } from "./shortText.ts";

const mostPaths = 300;
const deepest = 5;

/** The paths of a value as `${...}` takes them, level by level; of a list the first item stands for all. */
export function listPaths(data: unknown): DataPath[] {
  const paths: DataPath[] = [];
  let level: { path: string; value: unknown }[] = [{ path: "", value: data }];
  for (let depth = 0; depth < deepest && level.length > 0 && paths.length < mostPaths; depth += 1) {
    level = level.flatMap(({ path, value }) => listChildren(path, value));
    for (const { path, value } of level) paths.push({ path, detail: shortText(value) });
  }
  return paths.slice(0, mostPaths);
}

function listChildren(path: string, value: unknown): { path: string; value: unknown }[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : [{ path: `${path}[0]`, value: value[0] }];
  if (typeof value !== "object" || value === null || Object.prototype.toString.call(value) !== "[object Object]")
    return [];
  return Object.entries(value)
    .slice(0, mostPaths)
    .flatMap(([key, item]) => {
      const part = toPart(key, path);
      return part === undefined ? [] : [{ path: path + part, value: item }];
    });
}

/** A key as a path writes it; undefined for one that no path can name. */
function toPart(key: string, path: string): string | undefined {
  if (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key)) return path === "" ? key : `.${key}`;
  if (key.includes("}")) return undefined;
  if (!key.includes("'")) return `['${key}']`;
  return key.includes('"') ? undefined : `["${key}"]`;
}
