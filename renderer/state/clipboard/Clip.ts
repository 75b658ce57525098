import { isJsonObject, type JsonObject, ownValue, parseJson, stringifyJson } from "../../../core/base/json.ts";
import { readText } from "../../../core/model/readApplication.ts";
import { listBoxes } from "../edits/moveItems.ts";
import type { Flow, FlowGroup, FlowNote } from "../flow/Flow.ts";
import { readLayout } from "../flow/readLayout.ts";
import type { Point } from "../ports/CanvasPort.ts";
import type { Selection } from "../session/SessionState.ts";
import { parseCurl } from "./parseCurl.ts";

/** Steps, groups and notes on their way between canvases. Groups and notes name steps by their names. */
export interface Clip {
  steps: { entry: JsonObject; at: Point | undefined }[];
  groups: FlowGroup[];
  notes: FlowNote[];
  /** Configuration variables that hold what was left out of it: documents hold no credentials. */
  secrets?: string[];
  /** Parts of a `curl` command that its step has no place for. */
  leftOut?: string[];
  /** Application variables that came along. */
  variables?: JsonObject[];
}

/** What is selected, the steps of selected groups and the notes on steps included. */
export function toClip(flow: Flow, selection: Selection): Clip {
  const ids = new Set(listBoxes(flow, selection).map(({ id }) => id));
  for (const id of selection.steps) ids.add(id);
  const nameOf = (id: string): string => flow.byId.get(id)?.name ?? "";
  const groups = flow.groups.filter(
    ({ id, steps }) => selection.groups.has(id) || (steps.length > 0 && steps.every((step) => ids.has(step))),
  );
  const kept = new Set(groups.map(({ id }) => id));
  return {
    steps: flow.steps.filter(({ id }) => ids.has(id)).map(({ entry, at }) => ({ entry, at })),
    groups: groups.map((group) => ({
      ...group,
      steps: group.steps.filter((step) => ids.has(step)).map(nameOf),
      parent: group.parent !== undefined && kept.has(group.parent) ? group.parent : undefined,
    })),
    notes: flow.notes
      .filter(({ id, step }) => selection.notes.has(id) || (step !== undefined && ids.has(step)))
      .map((note) => ({
        ...note,
        step: note.step !== undefined && ids.has(note.step) ? nameOf(note.step) : undefined,
      })),
  };
}

/** The text that lies on the clipboard: `{sluice: 1, steps, groups, notes}` as plain JSON. */
export function writeClip({ steps, groups, notes }: Clip): string {
  return stringifyJson(
    {
      sluice: 1,
      steps: steps.map(({ entry, at }) => (at === undefined ? { entry } : { entry, x: at.x, y: at.y })),
      groups: groups.map(({ id, title, colour, steps: names, parent, folded }) => ({
        ...{ id, title, colour, steps: [...names], folded },
        ...(parent === undefined ? {} : { parent }),
      })),
      notes: notes.map(({ id, text, x, y, width, height, colour, step }) => ({
        ...{ id, text, x, y, w: width, h: height, colour },
        ...(step === undefined ? {} : { step }),
      })),
    },
    2,
  );
}

/** Reads a clip, a whole application, or a `curl` command. Undefined for any other text. */
export function parseClip(text: string): Clip | undefined {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const curl = parseCurl(text);
    if (curl === undefined) return undefined;
    const { entry, secrets, leftOut } = curl;
    return { steps: [{ entry, at: undefined }], groups: [], notes: [], secrets, leftOut };
  }
  if (!isJsonObject(parsed.value)) return undefined;
  const steps = ownValue(parsed.value, "steps");
  if (!Array.isArray(steps)) return undefined;
  if (ownValue(parsed.value, "sluice") !== 1) return fromApplication(parsed.value, steps.filter(isJsonObject));
  const { groups, notes } = readLayout({ layout: parsed.value });
  return {
    steps: steps.filter(isJsonObject).flatMap((item) => {
      const [entry, x, y] = [ownValue(item, "entry"), ownValue(item, "x"), ownValue(item, "y")];
      const at = typeof x === "number" && typeof y === "number" ? { x, y } : undefined;
      return isJsonObject(entry) ? [{ entry, at }] : [];
    }),
    groups,
    notes,
  };
}

function fromApplication(document: JsonObject, entries: JsonObject[]): Clip | undefined {
  if (entries.length === 0 || !entries.every((entry) => readText(entry, "file") !== undefined)) return undefined;
  const { places, groups, notes } = readLayout(document);
  const layout = ownValue(document, "layout");
  const items = isJsonObject(layout) ? ownValue(layout, "steps") : undefined;
  const names = new Map<string, string>();
  for (const item of Array.isArray(items) ? items.filter(isJsonObject) : []) {
    names.set(readText(item, "id") ?? "", readText(item, "step") ?? "");
  }
  const nameOf = (id: string): string => names.get(id) ?? id;
  const variables = ownValue(document, "app_variables");
  return {
    variables: Array.isArray(variables) ? variables.filter(isJsonObject) : [],
    steps: entries.map((entry) => ({ entry, at: places.get(readText(entry, "name") ?? "") })),
    groups: groups.map((group) => ({ ...group, steps: group.steps.map(nameOf) })),
    notes: notes.map((note) => ({ ...note, step: note.step === undefined ? undefined : nameOf(note.step) })),
  };
}
