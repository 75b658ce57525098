import { randomFillSync } from "node:crypto";
import type { Random } from "../base/Random.ts";

// One call of the system for each id would cost more than all else of it.
const pool = Buffer.alloc(4096);
let used = pool.length;

/** The randomness of this machine, fit for keys. */
export const systemRandom: Random = {
  next: () => Math.random(),
  bytes(count) {
    if (count > pool.length) return randomFillSync(new Uint8Array(count));
    if (used + count > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const taken = Uint8Array.from(pool.subarray(used, used + count));
    // What was given out, such as a key, is not kept here.
    pool.fill(0, used, used + count);
    used += count;
    return taken;
  },
};
