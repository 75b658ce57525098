import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Digests } from "../service/ports/Digests.ts";

export function createDigests(): Digests {
  const bytesOf = (text: string) => createHash("sha256").update(text).digest();
  return {
    digest: (text) => bytesOf(text).toString("base64url"),
    sign: (text, key) => createHmac("sha256", key).update(text).digest("base64url"),
    // Digests have one length, whatever was sent.
    areEqual: (a, b) => timingSafeEqual(bytesOf(a), bytesOf(b)),
  };
}
