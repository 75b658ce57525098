import { types } from "node:util";
import { isBuiltIn } from "./unserializable.ts";

const mostCharacters = 4_096;
const mostObjects = 32;
// Step code may replace the globals.
const { stringify } = JSON;

/**
 * JSON of a small value that comes back from it exactly; undefined = it is larger, or JSON does not hold all of it.
 * V8's serialiser costs ten times as much for what most steps save.
 */
export function toSmallJson(value: unknown): string | undefined {
  return charactersOf(value, []) <= mostCharacters ? stringify(value) : undefined;
}

/** About the length as JSON; Infinity = JSON does not keep it. `seen`: what is met twice must stay one object. */
function charactersOf(value: unknown, seen: object[]): number {
  switch (typeof value) {
    case "string":
      return value.length + 3;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? 20 : Number.POSITIVE_INFINITY;
    case "boolean":
      return 5;
    case "object":
      return value === null ? 4 : charactersOfObject(value, seen);
    default:
      return Number.POSITIVE_INFINITY;
  }
}

function charactersOfObject(value: object, seen: object[]): number {
  if (seen.length === mostObjects || seen.includes(value) || !isOrdinary(value)) return Number.POSITIVE_INFINITY;
  seen.push(value);
  return Array.isArray(value) ? charactersOfList(value, seen) : charactersOfRecord(value, seen);
}

function charactersOfList(value: unknown[], seen: object[]): number {
  if (value.length > mostCharacters || Object.keys(value).length !== value.length) return Number.POSITIVE_INFINITY;
  let characters = 2;
  for (let index = 0; index < value.length && characters <= mostCharacters; index += 1) {
    // A hole reads as undefined.
    characters += 1 + charactersOf(value[index], seen);
  }
  return characters;
}

function charactersOfRecord(value: object, seen: object[]): number {
  const keys = Object.keys(value);
  let characters = 2;
  for (const key of keys) {
    characters += key.length + 4 + charactersOf((value as Record<string, unknown>)[key], seen);
    if (characters > mostCharacters) break;
  }
  return characters;
}

/** A list or plain object, and one that does not say itself what its JSON is. */
function isOrdinary(value: object): boolean {
  if (types.isProxy(value) || "toJSON" in value) return false;
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !isBuiltIn(value);
}
