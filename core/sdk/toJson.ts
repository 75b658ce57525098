/**
 * JSON text of whatever steps pass on: dates become ISO 8601, big integers digits in quotes, a Map an object, a Set a list, an
 * ArrayBuffer the same as a Buffer, undefined null. `indent`: spaces, 0 = all in one line. Throws for what contains itself.
 *
 * ```ts
 * import { BaseStep, toJson } from "sluice";
 *
 * export default class AsText extends BaseStep {
 *   execute() {
 *     this.saveDataForNextStep(toJson(this.joinPreviousStepData(), 2));
 *   }
 * }
 * ```
 */
export function toJson(value: unknown, indent = 0): string {
  return (JSON.stringify(value, toPlain, indent) as string | undefined) ?? "null";
}

function toPlain(_key: string, item: unknown): unknown {
  if (typeof item === "bigint") return item.toString();
  if (item instanceof Map) return Object.fromEntries(item);
  if (item instanceof Set) return [...item];
  if (item instanceof ArrayBuffer) return { type: "Buffer", data: [...new Uint8Array(item)] };
  return item;
}
