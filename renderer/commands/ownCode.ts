import { renameClass } from "../../core/model/renameClass.ts";
import type { Flow } from "../state/flow/Flow.ts";
import type { CodeChange } from "../state/refactor/createRenameMemory.ts";
import type { OwnCode } from "../state/refactor/everywhere.ts";
import { text } from "../text/texts.ts";
import type { Workbench } from "./Workbench.ts";

/** Names of the user's own step classes that a flow uses. */
export function listOwnClasses({ classes }: Workbench, flow: Flow): string[] {
  const own = new Set(
    classes.store.getState().classes.flatMap(({ file, syncpack }) => (syncpack === undefined ? [file] : [])),
  );
  const used = flow.steps.filter(({ file, syncpack }) => syncpack === undefined && own.has(file));
  return [...new Set(used.map(({ file }) => file))];
}

/** The code of own step classes, and the names of those that cannot be read. */
export interface ReadCode {
  texts: readonly OwnCode[];
  unread: readonly string[];
}

/** Their code, with what was typed here; those that are nobody's own are left out. */
export async function readOwnCode({ code }: Workbench, files: readonly string[]): Promise<ReadCode> {
  await code.settled();
  const unread: string[] = [];
  const read = await Promise.all(
    files.map(async (file): Promise<OwnCode[]> => {
      try {
        const opened = await code.port.open(file);
        return opened.isOwn ? [{ file, code: opened.code }] : [];
      } catch {
        unread.push(file);
        return [];
      }
    }),
  );
  return { texts: read.flat(), unread };
}

/** Changes the draft of a class, whether it is open here or not. Rejects when it cannot be read or is nobody's own. */
export async function editOwnCode(
  { code }: Pick<Workbench, "code">,
  { file, change }: { file: string; change: (text: string) => string },
): Promise<CodeChange> {
  const opened = code.open(file);
  try {
    const { store } = opened.code;
    if (store.getState().status !== "ready") await opened.code.load();
    const { error, text: read, code: before } = store.getState();
    if (read === undefined) throw new Error(error);
    if (!read.isOwn) throw new Error(text("code.notOwn", { name: file, owner: read.owner }));
    const after = change(before);
    opened.code.edit(after);
    await opened.code.settled();
    return { file, before, after };
  } finally {
    opened.close();
  }
}

/**
 * Makes an own class again under another name, with its draft. One of that name with the same code counts as made, whichever
 * of both names its exported class has.
 */
export async function copyClass(
  { code, classes }: Workbench,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await code.settled();
  const { isDraft, code: draft } = await code.port.open(from);
  const renamed = renameClass(draft, { from, to });
  if (classes.store.getState().manifests(to, undefined) !== undefined) {
    const { code: present } = await code.port.open(to);
    if (![draft, renamed].includes(present)) throw new Error(text("registry.rename.differs", { from, to }));
    return;
  }
  await code.port.copy(from, { syncpack: undefined, to });
  if (isDraft) await code.port.saveDraft(to, renamed);
  await classes.reload();
}

/** Takes an own class away unless an application uses it. Resolves with the names of those that do. */
export async function removeUnused({ code, classes, document }: Workbench, file: string): Promise<readonly string[]> {
  // What was done here counts.
  await document.stored();
  const { usedBy } = await code.port.open(file);
  if (usedBy.length === 0) await code.port.remove(file);
  await classes.reload();
  return usedBy;
}

/** Whether one own class is there under its other name only, as the host tells. */
export async function isMoved({ classes }: Workbench, { from, to }: { from: string; to: string }): Promise<boolean> {
  await classes.reload();
  const { manifests } = classes.store.getState();
  return manifests(from, undefined) === undefined && manifests(to, undefined) !== undefined;
}
