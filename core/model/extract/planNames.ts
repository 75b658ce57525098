import { listTexts, saysLiteral, takeName } from "./entryTexts.ts";
import { type Finding, quoteNames, warning } from "./Finding.ts";
import type { StandIns } from "./matchStandIns.ts";
import type { GraphStep, StepGraph } from "./StepGraph.ts";

/** The names that the steps of a child get in its parent. */
export interface NamePlan {
  /** By id of the child's step. */
  names: ReadonlyMap<string, string>;
  findings: Finding[];
}

export function planNames({
  parent,
  inner,
  trigger,
  matched,
}: {
  parent: StepGraph;
  inner: StepGraph;
  trigger: GraphStep;
  matched: StandIns;
}): NamePlan {
  const taken = new Set(parent.steps.map(({ name }) => name));
  taken.delete(trigger.name);
  const names = new Map<string, string>();
  for (const [step, other] of [...matched.inputs, ...matched.picks]) names.set(step.id, other.name);
  for (const step of inner.steps) if (!names.has(step.id)) names.set(step.id, takeName(step.name, taken));
  const texts = inner.steps.flatMap(({ entry, manifest }) => listTexts(entry, manifest));
  const renamed = inner.steps.filter(({ id, name }) => names.get(id) !== name && saysLiteral(texts, name));
  if (renamed.length === 0) return { names, findings: [] };
  const old = renamed.map(({ name }) => name);
  return { names, findings: [warning(`${quoteNames(old)} get other names, and code says the old ones.`, old)] };
}
