import { readDataPath, StepException } from "sluice";

/** There is no list where items are looked for. */
export class NoItemsException extends StepException {}

/** The list at a path of the data; nothing is an empty list. */
export function listOfItems(data: unknown, path: string): unknown[] {
  const found = readDataPath(data, path);
  if (Array.isArray(found)) return found;
  if (found === undefined && path.trim() === "") return [];
  const what = found === undefined ? "nothing" : found === null ? "null" : typeof found;
  throw new NoItemsException(
    `A list is needed at ${path.trim() === "" ? "the data of the earlier steps" : `"${path}"`}, but there is ${what}`,
  );
}
