import { types } from "node:util";
import { type JsonObject, setOwn } from "../base/json.ts";
import { isBuiltIn } from "./unserializable.ts";

const longestSample = 100;
const mostProperties = 200;
const deepest = 8;
const mostVisits = 20_000;

/** A JSON schema of a value, from a bounded sample: at most 100 items of a list, 200 properties, 8 levels. Other types are `{"$type": ...}` as in typed JSON. */
export function inferSchema(value: unknown): JsonObject {
  const sample = new SchemaSample();
  sample.add(value);
  return sample.schema();
}

/** Collects values of one place and describes them together. */
export class SchemaSample {
  private readonly root = new Place();
  private visits = 0;

  add(value: unknown): void {
    this.visit(this.root, value, 0);
  }

  schema(): JsonObject {
    return this.root.toSchema();
  }

  private visit(place: Place, value: unknown, depth: number): void {
    this.visits += 1;
    place.seen += 1;
    const type = typeOf(value);
    place.types.add(type);
    if (depth >= deepest || this.visits > mostVisits) return;
    if (Array.isArray(value)) {
      place.items ??= new Place();
      for (const item of value.slice(0, longestSample)) this.visit(place.items, item, depth + 1);
    } else if (type === "object" && typeof value === "object" && value !== null) {
      place.objects += 1;
      for (const key of Object.keys(value).slice(0, mostProperties)) {
        const property = place.property(key);
        if (property !== undefined) this.visit(property, Reflect.get(value, key), depth + 1);
      }
    }
  }
}

class Place {
  seen = 0;
  objects = 0;
  items: Place | undefined;
  readonly types = new Set<string>();
  private readonly properties = new Map<string, Place>();

  property(key: string): Place | undefined {
    const known = this.properties.get(key);
    if (known !== undefined || this.properties.size >= mostProperties) return known;
    const place = new Place();
    this.properties.set(key, place);
    return place;
  }

  toSchema(): JsonObject {
    if (this.types.has("number")) this.types.delete("integer");
    const json = [...this.types].filter((type) => jsonTypes.has(type));
    const others = [...this.types].filter((type) => !jsonTypes.has(type)).map((type): JsonObject => ({ $type: type }));
    const schema: JsonObject = {};
    if (json.length > 0) schema.type = json.length === 1 ? (json[0] ?? "null") : json;
    if (this.items !== undefined) schema.items = this.items.toSchema();
    if (this.objects > 0) this.describeProperties(schema);
    if (others.length === 0) return schema;
    if (json.length === 0 && others.length === 1) return others[0] ?? {};
    return { anyOf: json.length > 0 ? [schema, ...others] : others };
  }

  private describeProperties(schema: JsonObject): void {
    const properties: JsonObject = {};
    const required: string[] = [];
    for (const [key, place] of this.properties) {
      setOwn(properties, key, place.toSchema());
      if (place.seen === this.objects) required.push(key);
    }
    schema.properties = properties;
    if (required.length > 0) schema.required = required;
  }
}

const jsonTypes = new Set(["string", "number", "integer", "boolean", "null", "array", "object"]);

// The names of typed JSON (core/base/typedJson.ts).
function typeOf(value: unknown): string {
  switch (typeof value) {
    case "number":
      return Number.isInteger(value) ? "integer" : "number";
    case "object":
      return value === null ? "null" : objectType(value);
    default:
      return typeof value;
  }
}

function objectType(value: object): string {
  if (Array.isArray(value)) return "array";
  if (value instanceof Uint8Array) return "bytes";
  if (types.isBoxedPrimitive(value)) return "boxed";
  if (types.isNativeError(value)) return "error";
  if (!isBuiltIn(value)) return "object";
  return Object.prototype.toString.call(value).slice(8, -1).toLowerCase();
}
