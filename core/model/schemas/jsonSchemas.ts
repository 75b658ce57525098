import { z } from "zod";
import type { JsonObject, JsonValue } from "../../base/json.ts";

/** Any JSON value. zod drops an own key `__proto__`, so keep the input of a check and not its output. */
export const jsonValueSchema: z.ZodType<JsonValue> = z.json();

export const jsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), jsonValueSchema);
