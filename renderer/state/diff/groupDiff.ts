import type { JsonValue } from "../../../core/base/json.ts";
import type { DiffItem, DocumentDiff } from "../../../core/model/diff/DocumentDiff.ts";

/** One value that differs. */
export interface DiffField {
  /** Keys within the step, variable or application, as a person writes them; empty = all of it. */
  path: string;
  /** Absent on a side: it does not exist there. */
  from?: JsonValue | undefined;
  to?: JsonValue | undefined;
}

/** All that differs of one step, variable, or of the application itself. */
export interface DiffGroup {
  /** Tells groups apart. */
  key: string;
  of: "application" | "step" | "variable";
  kind: "added" | "removed" | "changed";
  /** Id of the step. */
  id: string | undefined;
  name: string | undefined;
  /** It has another place in the list of steps, which is the order of producers. */
  isMoved: boolean;
  fields: DiffField[];
}

/** What runs can see, one group for each step, variable and the application; the order is that of the difference. */
export function groupDiff({ logic }: DocumentDiff): DiffGroup[] {
  const groups = new Map<string, DiffGroup>();
  for (const item of logic) {
    const of = item.of === "step" || item.of === "variable" ? item.of : "application";
    const key = of === "application" ? of : `${of} ${item.id ?? item.path}`;
    const group = groups.get(key) ?? {
      key,
      of,
      kind: of === "application" || (item.kind !== "added" && item.kind !== "removed") ? "changed" : item.kind,
      id: of === "step" ? item.id : undefined,
      name: item.name,
      isMoved: false,
      fields: [],
    };
    groups.set(key, group);
    if (item.kind === "moved") group.isMoved = true;
    else group.fields.push(toField(item, of));
  }
  return [...groups.values()];
}

function toField({ path, from, to }: DiffItem, of: DiffGroup["of"]): DiffField {
  const root = of === "application" ? /^\$\.?/ : /^\$\.(?:steps|app_variables)\[\d+\]\.?/;
  return { path: path.replace(root, ""), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
