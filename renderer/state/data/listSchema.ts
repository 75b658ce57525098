import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../../core/base/json.ts";
import type { DataPath } from "../ports/StepDataPort.ts";

/** One field of a schema. */
export interface SchemaField {
  /** Where it is in the data; of a list it is that in its first row. */
  path: DataPath;
  depth: number;
  /** `[]` for the rows of a list, empty for the whole. */
  name: string;
  type: string;
  /** Absent in some rows. */
  isOptional: boolean;
}

/** The fields of an inferred JSON schema, outer ones before those inside them; at most `most`. */
export function listSchema(schema: JsonObject, most: number): SchemaField[] {
  const fields: SchemaField[] = [];
  add(schema, { path: [], depth: 0, name: "", type: "", isOptional: false });
  return fields;

  function add(value: JsonValue | undefined, field: SchemaField): void {
    if (!isJsonObject(value) || fields.length >= most) return;
    fields.push({ ...field, type: typeOf(value) });
    const { path, depth } = field;
    const properties = ownValue(value, "properties");
    const required = new Set(asList(ownValue(value, "required")));
    for (const [name, inner] of Object.entries(isJsonObject(properties) ? properties : {})) {
      add(inner, { path: [...path, name], depth: depth + 1, name, type: "", isOptional: !required.has(name) });
    }
    add(ownValue(value, "items"), { path: [...path, 0], depth: depth + 1, name: "[]", type: "", isOptional: false });
    for (const inner of asList(ownValue(value, "anyOf"))) {
      if (isJsonObject(inner) && (ownValue(inner, "properties") ?? ownValue(inner, "items")) !== undefined) {
        add(inner, { ...field, path, depth: depth + 1, name: "", isOptional: false });
      }
    }
  }
}

function typeOf(schema: JsonObject): string {
  const type = ownValue(schema, "type") ?? ownValue(schema, "$type");
  if (typeof type === "string")
    return ownValue(schema, "format") === undefined ? type : String(ownValue(schema, "format"));
  if (Array.isArray(type)) return type.join(" | ");
  const any = asList(ownValue(schema, "anyOf"));
  return any.length === 0 ? "any" : any.map((inner) => (isJsonObject(inner) ? typeOf(inner) : "any")).join(" | ");
}

function asList(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}
