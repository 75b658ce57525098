import { z } from "zod";
import { isOpaqueKey, isTimeKey, type JsonNames, toSnakeCase } from "./toJsonNames.ts";

/** The schema of what `toJsonNames` makes of a record with this schema. */
export function jsonNamesSchema<T extends z.ZodType>(schema: T): z.ZodType<JsonNames<z.output<T>>> {
  return convert(schema) as z.ZodType<JsonNames<z.output<T>>>;
}

function convert(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<string, z.ZodType>;
    const entries = Object.entries(shape).map(([key, inner]) => [toSnakeCase(key), convertKey(key, inner)]);
    return z.object(Object.fromEntries(entries) as Record<string, z.ZodType>);
  }
  if (schema instanceof z.ZodArray) return z.array(convert(schema.element as z.ZodType));
  if (schema instanceof z.ZodUnion) return z.union((schema.options as z.ZodType[]).map(convert));
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) {
    return convert(schema.unwrap() as z.ZodType).optional();
  }
  return schema;
}

function convertKey(key: string, schema: z.ZodType): z.ZodType {
  const isOptional = schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional;
  // What people made may be any JSON; the description says no more than that.
  const simple = isOpaqueKey(key) ? z.unknown() : isTimeKey(key) ? z.iso.datetime() : undefined;
  if (simple === undefined) return convert(schema);
  return isOptional ? simple.optional() : simple;
}
