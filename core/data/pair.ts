import type { JsonValue } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";
import { openInline, sealInline } from "./inlineData.ts";
import { openJson } from "./seal.ts";

/** Most characters of a pair: twice kept it is still less than two texts that are sealed one by one cost. */
const mostCharacters = 256;
const pairLayout = 3;

/**
 * A small value and the recorded parameters of its attempt as one sealed text, each given as JSON: sealing costs the same for
 * few bytes as for many. The text is kept in both places, and each is read without the other. Undefined = they are too large.
 */
export function sealPair(value: string, parameters: string, dataKey: Uint8Array): Uint8Array | undefined {
  if (value.length + parameters.length > mostCharacters) return undefined;
  return sealInline("pair", Buffer.from(`[${value},${parameters}]`), dataKey);
}

/** Whether sealed data, which begins with its layout, holds parameters as well. */
export function isPair(bytes: Uint8Array): boolean {
  return bytes[0] === pairLayout;
}

/** What `sealPair` was given. */
export function readPair(plain: Buffer): { value: JsonValue; parameters: JsonValue } {
  const [value, parameters] = JSON.parse(plain.toString()) as [JsonValue, JsonValue];
  return { value, parameters };
}

/** Recorded parameters, sealed with the data of the attempt or alone. Throws `data_damaged`. */
export function openParameters(sealed: Uint8Array, dataKey: Uint8Array): JsonValue {
  // Those that are sealed alone begin with random bytes, so the first one tells only what they may be.
  if (sealed[0] === pairLayout) {
    try {
      return readPair(openInline(sealed, dataKey).plain).parameters;
    } catch (error) {
      if (!(error instanceof SluiceError)) throw error;
    }
  }
  return openJson(sealed, dataKey);
}
