import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { countDiff } from "../../model/diff/countDiff.ts";
import type { DiffItem, DocumentDiff } from "../../model/diff/DocumentDiff.ts";
import { diffDocuments } from "../../model/diff/diffDocuments.ts";
import type { EditOperation } from "../../model/operations/EditOperation.ts";
import type { EditState } from "../../model/operations/EditState.ts";

/** How a draft differs from the revision that it is based on, as its person sees it: places that a window found are no changes. */
export class OwnChanges {
  /** Places of cards that windows found by themselves, by the id of the step. */
  private readonly found = new Map<string, Set<string>>();
  private last: { base: EditState; state: EditState; diff: DocumentDiff } | undefined;

  /** Takes in what a window did without being asked. */
  addFound(operations: readonly EditOperation[]): void {
    this.last = undefined;
    for (const { step, x, y } of operations.flatMap(listPlaces)) {
      const places = this.found.get(step) ?? new Set();
      this.found.set(step, places.add(placeOf(x, y)));
    }
  }

  /** What a window found is published now, and counts as everything else. */
  forgetFound(): void {
    this.last = undefined;
    this.found.clear();
  }

  /** Kept until one of both is another one: it is asked for by each window after each gesture. */
  diff(base: EditState, state: EditState): DocumentDiff {
    if (this.last?.base !== base || this.last.state !== state)
      this.last = { base, state, diff: this.find(base, state) };
    return this.last.diff;
  }

  count(base: EditState, state: EditState): number {
    return countDiff(this.diff(base, state));
  }

  private find(base: EditState, state: EditState): DocumentDiff {
    const { logic, layout } = diffDocuments(base, state);
    const own = layout.filter((item) => !isVersion(item));
    if (own.some(({ of }) => of === "position")) {
      const places = new Map(listLayoutPlaces(state.document.layout).map(({ step, x, y }) => [step, placeOf(x, y)]));
      const isFound = (id = ""): boolean => this.found.get(id)?.has(places.get(id) ?? "") === true;
      return { logic, layout: own.filter(({ of, id }) => of !== "position" || !isFound(id)) };
    }
    if (logic.length > 0 || isSameText(base, state)) return { logic, layout: own };
    return { logic: [{ kind: "moved", of: "application", path: "$" }], layout: own };
  }
}

/** Every layout gets it with its first card or note. */
function isVersion({ of, path, from }: DiffItem): boolean {
  return of === "layout" && from === undefined && path === "$.layout.version";
}

/** Whether all but the layout is equal in the order of keys as well. */
function isSameText(a: EditState, b: EditState): boolean {
  return a === b || JSON.stringify(withoutLayout(a.document)) === JSON.stringify(withoutLayout(b.document));
}

function withoutLayout(document: JsonObject): JsonObject {
  const { layout: _, ...logic } = document;
  return logic;
}

interface Place {
  step: string;
  x: JsonValue;
  y: JsonValue;
}

function listPlaces(operation: EditOperation): Place[] {
  if (operation.op === "moveSteps") return [...operation.positions];
  if (operation.op !== "patch") return [];
  return operation.changes.flatMap((change) =>
    change.change === "key" && change.at === "application" && change.key === "layout"
      ? listLayoutPlaces(change.to)
      : [],
  );
}

function listLayoutPlaces(layout: JsonValue | undefined): Place[] {
  const steps = isJsonObject(layout) ? ownValue(layout, "steps") : undefined;
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((item) => {
    if (!isJsonObject(item) || typeof item.id !== "string") return [];
    return [{ step: item.id, x: item.x ?? null, y: item.y ?? null }];
  });
}

function placeOf(x: JsonValue, y: JsonValue): string {
  return `${x} ${y}`;
}
