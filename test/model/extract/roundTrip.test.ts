import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findOuterGroup, findWholeGroups } from "../../../core/model/extract/chosenGroups.ts";
import { isRefused } from "../../../core/model/extract/Finding.ts";
import { readLayoutItems } from "../../../core/model/extract/layoutItems.ts";
import { planExtraction } from "../../../core/model/extract/planExtraction.ts";
import { planInlining } from "../../../core/model/extract/planInlining.ts";
import { readStepGraph } from "../../../core/model/extract/StepGraph.ts";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { nameStepIds } from "../../../core/model/operations/nameStepIds.ts";
import { readApplication } from "../../../core/model/readApplication.ts";
import type { ManifestLookup } from "../../../core/model/StepManifest.ts";
import { validateApplication } from "../../../core/model/validation/validateApplication.ts";
import { buildManifest } from "../buildManifest.ts";
import { extractionCase, manifests } from "./extractArbitraries.ts";

const known: ManifestLookup = (file, syncpack) =>
  file === "TriggerApplication"
    ? buildManifest({ file, syncpack: "base", stepFunctions: ["dataOf"] })
    : manifests(file, syncpack);

function createIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `new-${count}`;
  };
}

function apply(state: EditState, operations: readonly EditOperation[]): EditState {
  return operations.reduce((one, operation) => applyOperation(one, operation, known).state, state);
}

/** What an application means: everything but ids, the order of keys and that of steps that nobody joins. */
function meaning(state: EditState): object {
  const view = readApplication(state.document, known);
  const graph = readStepGraph(state, known);
  const layout = readLayoutItems(state);
  const nameOf = (id: string): string => graph.steps.find((step) => step.id === id)?.name ?? id;
  return {
    variables: view.appVariables,
    configuration: view.configuration,
    steps: Object.fromEntries(
      view.steps.map(({ outputTo, errorTo, routes, ...step }) => [
        step.name,
        {
          ...step,
          outputTo: outputTo.toSorted(),
          errorTo: errorTo.toSorted(),
          routes: Object.fromEntries(Object.entries(routes).map(([output, names]) => [output, names.toSorted()])),
          producers: graph.edges.filter(({ to }) => to.name === step.name).map(({ from }) => from.name),
        },
      ]),
    ),
    places: Object.fromEntries([...layout.places].map(([id, place]) => [nameOf(id), place])),
    notes: layout.notes.map(({ item, step }) => [item.text, item.x, item.y, step && nameOf(step)]).toSorted(),
  };
}

function groupsOf(state: EditState): object {
  const names = nameStepIds(state);
  const nameOf = (id: string): string => Object.keys(names).find((name) => names[name] === id) ?? id;
  return readLayoutItems(state)
    .groups.map(({ item, steps, parent }) => [item.title, steps.map(nameOf).toSorted(), parent])
    .toSorted();
}

/** Whether a group has some of the steps in it and others too, and is not around all of them. */
function cutsGroups(state: EditState, chosen: ReadonlySet<string>): boolean {
  const { groups } = readLayoutItems(state);
  const [whole, outer] = [findWholeGroups(groups, chosen), findOuterGroup(groups, chosen)];
  return groups.some(
    (group) =>
      !whole.includes(group) &&
      group !== outer &&
      (group.steps.some((step) => chosen.has(step)) || whole.some(({ parent }) => parent === group.id)),
  );
}

const request = { child: { name: "child", friendlyName: "Child" }, manifests: known, spacing: { x: 280, y: 80 } };
const edgeProblems = [
  "unknown_edge_target",
  "self_edge",
  "cycle",
  "duplicate_step_name",
  "invalid_route",
  "unknown_variable",
];

describe("extracting and inlining", () => {
  it("gives the same application, parent and child are sound, and the parent is back after an undo", () => {
    let extracted = 0;
    fc.assert(
      fc.property(extractionCase, ({ state, steps, notes }) => {
        const createId = createIds();
        const { child, operations, trigger, findings } = planExtraction({ ...request, state, steps, notes, createId });
        expect(child === undefined).toBe(isRefused(findings));
        if (child === undefined) return;
        extracted += 1;
        const parent = apply(state, operations);
        for (const document of [child, parent.document]) {
          const problems = validateApplication({ document, manifests: known }).map(({ code }) => code);
          expect(problems.filter((code) => edgeProblems.includes(code))).toEqual([]);
        }
        const back = planInlining({ state: parent, step: trigger, child, manifests: known, createId });
        expect(back.findings.filter(({ kind }) => kind === "refusal")).toEqual([]);
        const inlined = apply(parent, back.operations);
        expect(meaning(inlined)).toEqual(meaning(state));
        if (!cutsGroups(state, steps)) expect(groupsOf(inlined)).toEqual(groupsOf(state));
        const undone = operations.reduceRight(
          ({ states, now }, operation, index) => {
            const before = states[index] ?? state;
            return { states, now: applyOperation(now, applyOperation(before, operation, known).inverse).state };
          },
          { states: listStates(state, operations), now: parent },
        ).now;
        expect(undone.document).toEqual(state.document);
      }),
      { numRuns: 1_000 },
    );
    expect(extracted).toBeGreaterThan(200);
  });
});

/** The states before each operation. */
function listStates(state: EditState, operations: readonly EditOperation[]): EditState[] {
  const states = [state];
  for (const operation of operations) states.push(apply(states.at(-1) ?? state, [operation]));
  return states;
}
