import type { Clock } from "./Clock.ts";
import type { Random } from "./Random.ts";

export interface IdSource {
  clock: Clock;
  random: Random;
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A UUID version 7 (RFC 9562): sortable by millisecond. */
export function createUuid({ clock, random }: IdSource): string {
  const bytes = random.bytes(16);
  let time = clock.now();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let hex = "";
  for (const byte of bytes) hex += hexOfByte[byte];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The id of a run: `isapp-` and a UUID version 7 (semantics, section 8). */
export function createRunId(source: IdSource): string {
  return `isapp-${createUuid(source)}`;
}
