import { type JsonObject, ownValue } from "../../base/json.ts";
import type { ApplicationDocument } from "../ApplicationDocument.ts";
import { toBoolean } from "../baseValues.ts";
import { readText } from "../readApplication.ts";
import { type Finding, quoteNames, refusal, warning } from "./Finding.ts";
import type { StandIns } from "./matchStandIns.ts";
import { listNames } from "./planHandover.ts";
import type { InliningRequest } from "./planInlining.ts";
import type { GraphStep, StepGraph } from "./StepGraph.ts";
import { triggerFile } from "./standIns.ts";

export interface InliningParts {
  request: InliningRequest;
  parent: StepGraph;
  inner: StepGraph;
  trigger: GraphStep;
  matched: StandIns;
}

/** Why a child cannot take the place of its step and mean the same, and what will be other than before. */
export function checkInlining(parts: InliningParts): Finding[] {
  return [...checkTrigger(parts), ...checkEdges(parts), ...checkSettings(parts)];
}

function checkTrigger({ trigger: { name, entry, view }, inner, matched }: InliningParts): Finding[] {
  const isNot = (message: string): Finding[] => [refusal(`"${name}" ${message}`, [name])];
  const flag = (key: string, standard: boolean): boolean => toBoolean(ownValue(entry, key)) ?? standard;
  if (view.file !== triggerFile) return isNot("runs no other application.");
  return [
    ...(flag("wait", false) ? [] : isNot("does not wait for the end of the run, so what follows it runs beside it.")),
    ...(flag("fail_on_child", true) ? [] : isNot("goes on when the child failed, which steps in its place would not.")),
    ...(view.disabled ? isNot("is disabled. Enable it first.") : []),
    ...(view.continueOnError ? isNot("goes on when it failed, which steps in its place would not.") : []),
    ...(Object.keys(view.routes).length > 0 ? isNot("has outputs of its own.") : []),
    ...(view.retry.retryMax > 0
      ? [warning(`"${name}" runs the child again when it failed. Its steps have their own retries only.`, [name])]
      : []),
    ...(inner.steps.length > matched.inputs.size + matched.results.size
      ? []
      : isNot("runs an application without steps.")),
  ];
}

function checkEdges({ parent, inner, trigger, matched }: InliningParts): Finding[] {
  const findings: Finding[] = [];
  const picks = new Set(matched.picks.values());
  for (const { from, to, kind } of parent.edges) {
    if (from !== trigger && to !== trigger) continue;
    if (kind === "error") {
      const message = `The error edge from "${from.name}" to "${to.name}" belongs to the child as a whole.`;
      findings.push(refusal(message, [from.name, to.name]));
    } else if (from === trigger && !picks.has(to)) {
      const message = `"${to.name}" takes what the run of the child gives, and there would be no such run.`;
      findings.push(refusal(message, [to.name]));
    }
  }
  const known = new Set(matched.inputs.values());
  const strange = parent.edges
    .filter(({ from, to }) => to === trigger && !known.has(from))
    .map(({ from }) => from.name);
  if (strange.length > 0) {
    const heads = listHeads(inner, matched).map(({ name }) => name);
    const message = `${quoteNames(heads)} would get the data of ${quoteNames(strange)}, of which they know nothing now.`;
    findings.push(warning(message, [...heads, ...strange]));
  }
  return findings;
}

/** The steps of a child that wait for no other one of it. */
export function listHeads(inner: StepGraph, { inputs, results }: StandIns): GraphStep[] {
  return inner.steps.filter(
    (step) =>
      !inputs.has(step) && !results.has(step) && !inner.edges.some(({ from, to }) => to === step && !inputs.has(from)),
  );
}

function checkSettings({ request, inner, trigger }: InliningParts): Finding[] {
  const { document } = request.state;
  const findings: Finding[] = [];
  const own = readSetting(trigger.entry, request.child, "configuration") ?? "";
  const configured = inner.steps.filter((step) => listNames(step, "config").length > 0).map(({ name }) => name);
  if (configured.length > 0 && own !== (readText(document, "configuration") ?? "")) {
    const message = `${quoteNames(configured)} use the configuration "${own}", and this application is aligned with another one.`;
    findings.push(refusal(message, configured));
  }
  const queue = readSetting(trigger.entry, request.child, "queue") ?? "default";
  if (queue !== (readText(document, "queue") ?? "default")) {
    findings.push(
      warning(`The steps ran on the queue "${queue}" and will run on that of this application.`, [trigger.name]),
    );
  }
  return findings;
}

function readSetting(trigger: JsonObject, child: ApplicationDocument, key: string): string | undefined {
  return readText(trigger, key) ?? readText(child, key);
}
