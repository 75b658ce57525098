import { UnresolvedVariableException } from "sluice";

interface ParameterSource {
  getParameter(name: string, lookupData?: unknown): unknown;
}

/** Whether one of these parameters names data of the earlier steps: then it cannot be resolved from nothing. */
export function usesInputData(step: ParameterSource, names: readonly string[]): boolean {
  return names.some((name) => {
    try {
      step.getParameter(name, {});
      return false;
    } catch (error) {
      if (error instanceof UnresolvedVariableException) return true;
      throw error;
    }
  });
}

/** What answers `${...}` for one item of a list: an object itself, anything else as `${item}` with its `${index}`. */
export function lookupForItem(item: unknown, index: number): object {
  return isRecord(item) ? item : { item, index };
}

/** An object that is no list. */
export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
