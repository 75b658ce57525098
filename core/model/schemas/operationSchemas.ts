import { z } from "zod";
import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json.ts";
import type { EditOperation } from "../operations/EditOperation.ts";

/*
 * Operations as a client sends them. Values and objects in them pass as they came: zod would put known keys first and drop
 * `__proto__`.
 */

const valueSchema = z.custom<JsonValue>((value) => value !== undefined).meta({ description: "Any JSON value." });
const objectSchema = z
  .custom<JsonObject>(isJsonObject, "must be a JSON object")
  .meta({ type: "object", additionalProperties: true });
const idSchema = z.string().min(1).max(200);
const nameSchema = z.string().max(10_000);
const beforeSchema = idSchema.nullable().exactOptional();

function operation<Op extends string, Shape extends z.core.$ZodShape>(op: Op, shape: Shape) {
  return z.strictObject({ op: z.literal(op), ...shape });
}

const edgeSchema = { from: idSchema, to: idSchema };

/** One change of a draft; of exact changes, which the host makes for the way back, only that of the layout. `value` absent: the key is removed. `before` null or absent: last. */
export const editOperationSchema = z
  .discriminatedUnion("op", [
    operation("addStep", {
      step: idSchema.meta({ description: "A new id for the step, a UUID." }),
      entry: objectSchema,
      before: beforeSchema,
      at: z.strictObject({ x: z.number(), y: z.number() }).exactOptional(),
    }),
    operation("removeStep", { step: idSchema }),
    operation("renameStep", { step: idSchema, name: nameSchema }),
    operation("reorderStep", { step: idSchema, before: idSchema.nullable() }),
    ...(["connect", "disconnect"] as const).map((op) =>
      operation(op, {
        kind: z.enum(["output", "error"]),
        ...edgeSchema,
        output: nameSchema.exactOptional().meta({ description: "Only of kind output: the route." }),
      }),
    ),
    operation("setParameter", {
      step: idSchema,
      path: z.array(z.union([z.string(), z.int()])).min(1),
      value: valueSchema.exactOptional(),
    }),
    operation("setBase", { step: idSchema, key: nameSchema, value: valueSchema.exactOptional() }),
    operation("setPin", {
      step: idSchema,
      value: valueSchema.exactOptional().meta({ description: "Typed JSON; it replaces the output of the step." }),
    }),
    operation("setAppVariables", { variables: z.array(objectSchema) }),
    operation("addVariable", { variable: objectSchema, before: beforeSchema }),
    operation("removeVariable", { name: nameSchema }),
    operation("setVariable", { name: nameSchema, variable: objectSchema }),
    operation("setApplicationKey", { key: nameSchema, value: valueSchema.exactOptional() }),
    operation("setConfiguration", { name: nameSchema.exactOptional() }),
    operation("replaceDocument", { document: objectSchema, stepIds: z.array(idSchema) }),
    operation("moveSteps", {
      positions: z.array(z.strictObject({ step: idSchema, x: z.number(), y: z.number() })),
    }),
    operation("patch", {
      changes: z
        .array(
          z.strictObject({
            change: z.literal("key"),
            at: z.literal("application"),
            key: z.literal("layout"),
            from: objectSchema.exactOptional(),
            to: objectSchema,
          }),
        )
        .length(1)
        .meta({ description: "The layout as a whole: one operation for each of thousands of steps takes too long." }),
    }),
    operation("addGroup", { group: objectSchema, before: beforeSchema }),
    operation("removeGroup", { id: idSchema }),
    operation("setGroup", { id: idSchema, key: nameSchema, value: valueSchema.exactOptional() }),
    operation("addNote", { note: objectSchema, before: beforeSchema }),
    operation("removeNote", { id: idSchema }),
    operation("setNote", { id: idSchema, key: nameSchema, value: valueSchema.exactOptional() }),
  ])
  .meta({ id: "EditOperation" }) as unknown as z.ZodType<EditOperation>;
