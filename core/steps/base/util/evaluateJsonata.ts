import jsonata from "jsonata";
import { StepException } from "sluice";

/** The expression is wrong, or failed on this data. */
export class TransformException extends StepException {}

/** Evaluates a JSONata expression and returns plain data. Throws TransformException with line, column and the reason. */
export async function evaluateJsonata(options: {
  expression: string;
  input: unknown;
  bindings: Record<string, unknown>;
  timeoutMs: number;
  maxDepth: number;
}): Promise<unknown> {
  try {
    const expression = jsonata(options.expression, { timeout: options.timeoutMs, stack: options.maxDepth });
    return toPlain(await expression.evaluate(options.input, options.bindings), "$");
  } catch (error) {
    if (error instanceof TransformException) throw error;
    throw new TransformException(describe(error, options.expression), { cause: error });
  }
}

/** JSONata throws plain objects `{code, position, message}`. */
function describe(error: unknown, expression: string): string {
  const facts = typeof error === "object" && error !== null ? error : {};
  const message: unknown = Reflect.get(facts, "message");
  const position: unknown = Reflect.get(facts, "position");
  const code: unknown = Reflect.get(facts, "code");
  const reason = typeof message === "string" ? message : String(error);
  const tail = typeof code === "string" ? ` (JSONata ${code})` : "";
  if (typeof position !== "number") return `${reason}${tail}`;
  // JSONata points behind the token it stopped at.
  const before = expression.slice(0, Math.max(0, position - 1)).split("\n");
  return `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${reason}${tail}`;
}

/** JSONata's lists carry hidden marks and its functions are values; the next step gets plain lists and objects. */
function toPlain(value: unknown, path: string): unknown {
  if (isFunction(value)) {
    throw new TransformException(`The result holds a function at ${path}; call it or leave it out`);
  }
  if (Array.isArray(value)) return Array.from(value, (item, index) => toPlain(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item, `${path}.${key}`)]));
}

function isFunction(value: unknown): boolean {
  if (typeof value === "function") return true;
  return typeof value === "object" && value !== null && ("_jsonata_lambda" in value || "_jsonata_function" in value);
}
