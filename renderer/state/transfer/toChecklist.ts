import type { ImportKind, ImportRow } from "../ports/TransferPort.ts";

/** One thing that is to be done before what came in can run. */
export type ChecklistItem = { key: string; isDone: boolean } & (
  | { kind: "secret" | "queue"; name: string; neededBy: readonly string[] }
  | { kind: "variable"; name: string; configuration: string }
  /** It can come in as a file. */
  | { kind: "file"; of: ImportKind; name: string; neededBy: readonly string[] }
  | { kind: "errors"; name: string; count: number }
  /** `hasChanges`: it changes an application that was there before. */
  | { kind: "publish"; name: string; hasChanges: boolean }
);

/** What came in, or was here already. */
const here: ReadonlySet<ImportRow["action"]> = new Set(["create", "overwrite", "rename", "unchanged"]);

export function isHere({ action }: ImportRow): boolean {
  return here.has(action);
}

/** What is left to do after an import, what is filled in already marked as done. `rows`: what came in, later ones win. */
export function toChecklist(rows: readonly ImportRow[], filled: ReadonlySet<string>): ChecklistItem[] {
  const came = new Set(rows.filter(isHere).map(({ kind, name }) => `${kind} ${name}`));
  const items = [
    ...rows.flatMap((row) => (row.action === "missing" ? [toMissing(row)] : isHere(row) ? toUnset(row) : [])),
    // Publishing comes last: all of the rest can stand against it.
    ...rows.filter(isHere).flatMap((row) => [...toErrors(row, rows), ...toPublish(row)]),
  ];
  const last = new Map(items.map((item) => [item.key, item]));
  return [...last.values()].map((item) => ({ ...item, isDone: filled.has(item.key) || came.has(item.key) }));
}

function toMissing({ kind, name, neededBy }: ImportRow): ChecklistItem {
  const about = { key: `${kind} ${name}`, isDone: false, name, neededBy };
  return kind === "secret" || kind === "queue" ? { ...about, kind } : { ...about, kind: "file", of: kind };
}

function toUnset({ name: configuration, unset }: ImportRow): ChecklistItem[] {
  return unset.map((name) => ({
    kind: "variable",
    key: `variable ${configuration} ${name}`,
    isDone: false,
    name,
    configuration,
  }));
}

/** Errors that come from something missing go with it. */
function toErrors({ name, errors }: ImportRow, rows: readonly ImportRow[]): ChecklistItem[] {
  const lacks = rows.some(({ action, neededBy }) => action === "missing" && neededBy.includes(name));
  return errors === 0 || lacks ? [] : [{ kind: "errors", key: `errors ${name}`, isDone: false, name, count: errors }];
}

function toPublish({ kind, name, action }: ImportRow): ChecklistItem[] {
  if (kind !== "application" || action === "unchanged") return [];
  const hasChanges = action === "overwrite";
  return [{ kind: "publish", key: `publish ${name}`, isDone: false, name, hasChanges }];
}
