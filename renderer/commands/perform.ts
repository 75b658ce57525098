import type { EditOperation } from "../../core/model/operations/EditOperation.ts";
import type { Workbench } from "./Workbench.ts";

/** Makes operations one gesture; says why when they do not fit. True when they were done. */
export function perform(workbench: Workbench, label: string, operations: readonly EditOperation[]): boolean {
  if (operations.length === 0) return false;
  const result = workbench.document.perform({ label, operations });
  if (!result.ok) workbench.notify(result.reason, "error");
  return result.ok;
}
