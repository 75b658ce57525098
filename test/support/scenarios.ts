import fc from "fast-check";
import type { JsonObject } from "../../core/base/json.ts";
import type { StoredData } from "../../core/model/StoredData.ts";
import { fail, type Script, store, succeed } from "./FakeStepWorkers.ts";
import { seededRandom } from "./seededRandom.ts";
import { step } from "./TestEngine.ts";

type Ending = "success" | "silent" | "failure" | "routed";

export interface Scenario {
  steps: JsonObject[];
  endings: Ending[];
  /** Consumers each routing step chooses. */
  routes: string[][];
  pinned: string[];
}

/** A random application without cycles, and how each of its steps ends if it runs. */
export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    size: fc.integer({ min: 1, max: 14 }),
    seed: fc.integer(),
    density: fc.double({ min: 0, max: 0.6, noNaN: true }),
  })
  .map(({ size, seed, density }) => {
    const random = seededRandom(seed);
    const chance = (limit: number): boolean => random.next() < limit;
    // The order of the list is not the order of the edges.
    const rank = Array.from({ length: size }, () => random.next());
    const later = (index: number): string[] =>
      rank.flatMap((value, other) => (value > (rank[index] ?? 0) && chance(density) ? [`s${other}`] : []));
    const routes: string[][] = [];
    const endings: Ending[] = [];
    const pinned: string[] = [];
    const steps = rank.map((_, index) => {
      const outputs = later(index);
      routes.push(outputs.filter(() => chance(0.5)));
      const kinds: Ending[] = ["success", "success", "silent", "failure", "routed"];
      endings.push(kinds[Math.floor(random.next() * kinds.length)] ?? "success");
      if (chance(0.1)) pinned.push(`s${index}`);
      return step(`s${index}`, outputs, {
        ...(chance(0.4) ? { error_to: later(index) } : {}),
        ...(chance(0.2) ? { continue_on_error: true } : {}),
        ...(chance(0.15) ? { disabled: true } : {}),
      });
    });
    return { steps, endings, routes, pinned };
  });

/** How every step must end, by the sentences of the contract: recursion over producers, nothing of the engine. */
export function expectedStates({ steps, endings, routes, pinned }: Scenario): Record<string, string> {
  const list = (entry: JsonObject, key: string): string[] => (entry[key] ?? []) as string[];
  const entries = new Map(steps.map((entry, index) => [entry.name as string, { entry, index }]));
  const results = new Map<string, { state: string; broken: boolean }>();
  const resultOf = (name: string): { state: string; broken: boolean } => {
    const known = results.get(name);
    if (known !== undefined) return known;
    const made = decide(name);
    results.set(name, made);
    return made;
  };
  const decide = (name: string): { state: string; broken: boolean } => {
    const ends: string[] = [];
    for (const { entry, index } of entries.values()) {
      const outputs = list(entry, "output_to");
      const errors = list(entry, "error_to");
      const producer = entry.name as string;
      const result = outputs.includes(name) || errors.includes(name) ? resultOf(producer) : undefined;
      if (result === undefined) continue;
      const isChoosing = endings[index] === "routed" && entry.disabled !== true && !pinned.includes(producer);
      if (outputs.includes(name)) {
        if (result.state === "SUCCESS") ends.push(isChoosing && !routes[index]?.includes(name) ? "notTaken" : "taken");
        else if (result.state === "SKIPPED") ends.push(result.broken ? "broken" : "notTaken");
        else ends.push(entry.continue_on_error ? "taken" : errors.length > 0 ? "notTaken" : "broken");
      }
      if (errors.includes(name)) {
        if (result.state === "FAILURE") ends.push("taken");
        else ends.push(result.state === "SKIPPED" && result.broken ? "broken" : "notTaken");
      }
    }
    if (ends.includes("broken")) return { state: "SKIPPED", broken: true };
    if (ends.length > 0 && !ends.includes("taken")) return { state: "SKIPPED", broken: false };
    const { entry, index } = entries.get(name) ?? { entry: {} as JsonObject, index: -1 };
    if (pinned.includes(name) || entry.disabled === true) return { state: "SUCCESS", broken: false };
    return { state: endings[index] === "failure" ? "FAILURE" : "SUCCESS", broken: false };
  };
  return Object.fromEntries([...entries.keys()].map((name) => [name, resultOf(name).state]));
}

export function scriptsOf({ endings, routes }: Scenario): Record<string, Script> {
  const scripts = endings.map((ending, index): [string, Script] => [
    `s${index}`,
    (request) => {
      if (request.mode.kind === "join") return succeed([1]);
      if (ending === "failure") return fail("no", request);
      if (ending === "silent") return succeed();
      return succeed(index, ending === "routed" ? { routes: routes[index] ?? [] } : {});
    },
  ]);
  return Object.fromEntries(scripts);
}

export function pinsOf({ pinned }: Scenario): Record<string, StoredData> {
  return Object.fromEntries(pinned.map((name) => [name, store("pin")]));
}
