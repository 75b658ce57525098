import { setTimeout as pause } from "node:timers/promises";

/** How long a browser that is there already needs to ask for its page and the files of that, ms. */
export const firstBreath = 60;
/** Long enough for what came in meanwhile to be read, ms. */
const breath = 5;

/** Lets what came in meanwhile have its turn, between two pieces of the host that are loaded: loading one stops everything else. */
export async function breathe(ms = breath): Promise<void> {
  await pause(ms);
}
