/**
 * Reads `a.b[0]['c d']` from data; an empty path is the data itself. Own properties only, as in `${path}` of parameters.
 * Undefined = nothing there. Throws a TypeError for a path that is not well formed.
 *
 * ```ts
 * import { BaseStep, readDataPath } from "sluice";
 *
 * export default class FirstName extends BaseStep {
 *   execute() {
 *     this.saveDataForNextStep(readDataPath(this.joinPreviousStepData(), "people[0].name"));
 *   }
 * }
 * ```
 */
export function readDataPath(data: unknown, path: string): unknown {
  let value = data;
  for (const key of parseDataPath(path)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** The keys of a path. Throws for one that is not well formed. */
export function parseDataPath(path: string): string[] {
  const keys: string[] = [];
  const text = path.trim();
  const token = /\.?([^.[\]'"]+)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]/y;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    const key = match?.slice(1).find((group) => group !== undefined);
    if (match === null || key === undefined) {
      throw new TypeError(
        `Path "${path}" cannot be read at character ${at + 1}; write it as items[0].name or ['a name']`,
      );
    }
    keys.push(key);
  }
  return keys;
}
