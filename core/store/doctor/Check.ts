/** One thing that was looked at. `problem`: something is lost or will be; `warning`: it works, but someone should look. */
export interface Check {
  name: string;
  state: "ok" | "warning" | "problem";
  /** What was found, and what to do unless it is fine. */
  detail: string;
}

export const ok = (name: string, detail: string): Check => ({ name, state: "ok", detail });
export const warning = (name: string, detail: string): Check => ({ name, state: "warning", detail });
export const problem = (name: string, detail: string): Check => ({ name, state: "problem", detail });

/** "3 blobs", "1 blob". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
