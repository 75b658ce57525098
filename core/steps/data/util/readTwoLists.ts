import { StepException } from "sluice";

/** The two lists that a step brings together are not there. */
export class ListsMissingException extends StepException {}

interface ListReader {
  getParameter(name: string): unknown;
  getDataFromStepByName(name: string): unknown;
  getAvailablePreviousStepInputPositions(): [string, number][];
}

/** The lists of the two steps that parameters name, or of the two earlier steps in their order. A step that saved nothing gives an empty list. */
export function readTwoLists<const N extends string>(step: ListReader, names: readonly [N, N]): Record<N, unknown[]> {
  const earlier = step.getAvailablePreviousStepInputPositions().map(([name]) => name);
  const given = names.map((name) => String(step.getParameter(name) ?? ""));
  const free = earlier.filter((name) => !given.includes(name));
  const chosen = given.map((name) => (name === "" ? free.shift() : name));
  const lists = names.map((name, index) => {
    const producer = chosen[index];
    if (producer === undefined) {
      throw new ListsMissingException(`Two lists are needed, but ${describe(earlier)}; wire another step to this one`);
    }
    return [name, toList(step.getDataFromStepByName(producer), producer)];
  });
  return Object.fromEntries(lists) as Record<N, unknown[]>;
}

function describe(earlier: string[]): string {
  if (earlier.length === 0) return "no step comes before this one";
  return `only ${earlier.map((name) => `"${name}"`).join(", ")} comes before this step`;
}

function toList(data: unknown, producer: string): unknown[] {
  if (data === undefined || data === null) return [];
  if (Array.isArray(data)) return data;
  throw new ListsMissingException(`Step "${producer}" gives ${typeof data}, but a list is needed`);
}
