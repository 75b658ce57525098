import { type JsonObject, type JsonValue, ownValue } from "../base/json.ts";

/** The output edges of a list of step entries, joined from both sides; indexes are positions in the list of steps. */
export interface StepEdges {
  /** Position of the first step of a name. */
  position(name: string): number | undefined;
  name(index: number): string;
  /** Names of the consumers of a step, each once, in the order of steps. */
  outputTo(index: number): string[];
}

/** Joins `output_to` and `data_from`: an edge named by both exists once. Names of unknown steps are left out. */
export function joinEdges(entries: readonly JsonObject[]): StepEdges {
  const positions = new Map<string, number>();
  const names = entries.map((entry, index) => {
    const name = ownValue(entry, "name");
    if (typeof name !== "string" || name === "") return "";
    if (!positions.has(name)) positions.set(name, index);
    return name;
  });
  const consumers = entries.map(() => new Set<number>());
  entries.forEach((entry, index) => {
    for (const consumer of positionsOf(ownValue(entry, "output_to"), positions)) consumers[index]?.add(consumer);
    for (const producer of positionsOf(ownValue(entry, "data_from"), positions)) consumers[producer]?.add(index);
  });
  const name = (index: number): string => names[index] ?? "";
  return {
    position: (of) => positions.get(of),
    name,
    outputTo: (index) => [...new Set([...(consumers[index] ?? [])].sort((a, b) => a - b).map(name))],
  };
}

/** The known step names of a list as written, each once, in the order of steps. */
export function pickSteps(list: JsonValue | undefined, edges: StepEdges): string[] {
  const positions = new Set<number>();
  for (const name of Array.isArray(list) ? list : []) {
    const position = typeof name === "string" ? edges.position(name) : undefined;
    if (position !== undefined) positions.add(position);
  }
  return [...positions].sort((a, b) => a - b).map(edges.name);
}

function positionsOf(list: JsonValue | undefined, positions: ReadonlyMap<string, number>): number[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((name) => (typeof name === "string" ? (positions.get(name) ?? []) : []));
}
