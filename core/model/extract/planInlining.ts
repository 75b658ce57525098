import type { ApplicationDocument } from "../ApplicationDocument.ts";
import type { EditOperation } from "../operations/EditOperation.ts";
import type { EditState } from "../operations/EditState.ts";
import { listEntries } from "../readApplication.ts";
import type { ManifestLookup } from "../StepManifest.ts";
import { checkInlining } from "./checkInlining.ts";
import { type Finding, isRefused, refusal } from "./Finding.ts";
import { joinParent } from "./joinParent.ts";
import { matchStandIns } from "./matchStandIns.ts";
import { planNames } from "./planNames.ts";
import { planVariables } from "./planVariables.ts";
import { readStepGraph } from "./StepGraph.ts";

export interface InliningRequest {
  state: EditState;
  /** Id of the Trigger Application step. */
  step: string;
  /** The application that it runs. */
  child: ApplicationDocument;
  manifests: ManifestLookup;
  createId: () => string;
}

export interface Inlining {
  findings: readonly Finding[];
  /** One gesture; empty when it is refused. */
  operations: readonly EditOperation[];
  /** Ids of the steps that came in. */
  steps: readonly string[];
}

/**
 * Puts the steps of a child application in the place of the Trigger Application step that runs it, the way back of an
 * extraction: scripts that stand in for steps of the other side go.
 */
export function planInlining(request: InliningRequest): Inlining {
  const { manifests, child, createId } = request;
  const parent = readStepGraph(request.state, manifests);
  const own: EditState = { document: child, stepIds: listEntries(child).map(createId) };
  const inner = readStepGraph(own, manifests);
  const trigger = parent.steps.find(({ id }) => id === request.step);
  if (trigger === undefined) return refused([refusal("The step no longer exists.")]);
  if (!parent.isNamed || !inner.isNamed)
    return refused([refusal("Every step needs a name of its own first.", [trigger.name])]);
  const matched = matchStandIns({ parent, inner, trigger });
  const variables = planVariables({ request, inner, trigger, matched });
  const findings = [...checkInlining({ request, parent, inner, trigger, matched }), ...variables.findings];
  if (isRefused(findings)) return refused(findings);
  const names = planNames({ parent, inner, trigger, matched });
  const { operations, steps } = joinParent({ request, own, parent, inner, trigger, matched, names, variables });
  return { findings: [...findings, ...names.findings], operations, steps };
}

function refused(findings: readonly Finding[]): Inlining {
  return { findings, operations: [], steps: [] };
}
