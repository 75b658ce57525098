import { setTimeout as pause } from "node:timers/promises";

/** Long enough for a browser that is there already to get its page, ms. */
const breathMs = 15;

/** Lets what came in meanwhile have its turn, between two pieces of the host that are loaded: loading one stops everything else. */
export async function breathe(): Promise<void> {
  await pause(breathMs);
}
