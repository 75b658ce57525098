import { toBase64 } from "../../base/base64.ts";
import type { Random } from "../../base/Random.ts";

/** A text of 256 random bits that fits addresses, headers and file names: 43 characters. */
export function randomText(random: Random): string {
  return toBase64(random.bytes(32)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
