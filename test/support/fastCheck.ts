import { createRequire } from "node:module";
import type FastCheck from "fast-check";

// Tests that import "fast-check" get this one (vitest.config.ts). A build must not fail because chance found a new case:
// that is for who looks for one, with SLUICE_SEED=NUMBER.
const { default: fc } = createRequire(import.meta.url)("fast-check") as { default: typeof FastCheck };
fc.configureGlobal({ seed: Number(process.env.SLUICE_SEED ?? 20_261_129) });

export default fc;
