import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../../core/base/json.ts";

const longest = 20_000;

/**
 * The TypeScript type of an inferred JSON schema. What some rows lack is optional; other types of typed JSON are those of
 * the value a step gets. `unknown` where nothing is known, or the type would be too long to read.
 */
export function typeOfSchema(schema: JsonObject): string {
  const type = typeOf(schema);
  return type.length > longest ? "unknown" : type;
}

/** The type of one row, when the schema is that of a list; else that of the whole. */
export function rowTypeOfSchema(schema: JsonObject): string {
  const items = ownValue(schema, "items");
  return isListSchema(schema) && isJsonObject(items) ? typeOfSchema(items) : typeOfSchema(schema);
}

/** Whether every value is a list. */
export function isListSchema(schema: JsonObject): boolean {
  return ownValue(schema, "type") === "array";
}

/** Whether every value is a plain object. */
export function isObjectSchema(schema: JsonObject): boolean {
  return ownValue(schema, "type") === "object";
}

function typeOf(schema: JsonValue | undefined): string {
  if (!isJsonObject(schema)) return "unknown";
  const choices = ownValue(schema, "anyOf");
  if (Array.isArray(choices)) return union(choices.map(typeOf));
  const other = ownValue(schema, "$type");
  if (typeof other === "string") return otherTypes[other] ?? "unknown";
  const type = ownValue(schema, "type");
  const names = Array.isArray(type) ? type : [type];
  return union(names.map((name) => plainType(name, schema)));
}

function plainType(name: JsonValue | undefined, schema: JsonObject): string {
  switch (name) {
    case "string":
    case "number":
    case "boolean":
    case "null":
      return name;
    case "integer":
      return "number";
    case "array":
      return `Array<${typeOf(ownValue(schema, "items"))}>`;
    case "object":
      return objectType(schema);
    default:
      return "unknown";
  }
}

function objectType(schema: JsonObject): string {
  const properties = ownValue(schema, "properties");
  if (!isJsonObject(properties) || Object.keys(properties).length === 0) return "Record<string, unknown>";
  const required = ownValue(schema, "required");
  const always = new Set(Array.isArray(required) ? required : []);
  const members = Object.entries(properties).map(
    ([key, property]) => `${JSON.stringify(key)}${always.has(key) ? "" : "?"}: ${typeOf(property)}`,
  );
  return `{ ${members.join("; ")} }`;
}

/** The same type only once; `unknown` takes in all others. */
function union(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  if (distinct.length === 0 || distinct.includes("unknown")) return "unknown";
  return distinct.join(" | ");
}

/** The names of typed JSON. */
const otherTypes: Readonly<Record<string, string>> = {
  bigint: "bigint",
  undefined: "undefined",
  date: "Date",
  map: "Map<unknown, unknown>",
  set: "Set<unknown>",
  bytes: "Uint8Array",
  arraybuffer: "ArrayBuffer",
  dataview: "DataView",
  regexp: "RegExp",
  error: "Error",
};
