import { type Replacement, undoElsewhere } from "../state/refactor/everywhere.ts";
import { hashJson } from "../state/session/hashJson.ts";
import { text } from "../text/texts.ts";
import { editOwnCode } from "./ownCode.ts";
import type { Workbench } from "./Workbench.ts";

/** Takes a replacement back wherever nothing was changed since, and tells where not. */
export async function undoReplacement(workbench: Workbench, replacement: Replacement): Promise<void> {
  const { openDraft, createId, notify, doWork, session } = workbench;
  const { here, applications, classes } = replacement;
  const works = [
    ...(here === undefined ? [] : [{ name: workbench.name, undo: () => undoHere(workbench, here) }]),
    ...applications.map(({ name, title, seq }) => ({
      name: title,
      undo: async () => openDraft && undoElsewhere(openDraft(name), { seq, id: createId() }),
    })),
    ...classes.map((change) => ({
      name: change.file,
      async undo() {
        let isOther = false;
        await editOwnCode(workbench, {
          file: change.file,
          change(code) {
            isOther = code !== change.after && code !== change.before;
            return isOther ? code : change.before;
          },
        });
        return isOther ? text("find.changedSince") : undefined;
      },
    })),
  ];
  session.set({ replaced: undefined });
  let count = 0;
  await doWork(text("work.takeBack"), async ({ signal, tell }) => {
    for (const [done, { name, undo }] of works.entries()) {
      if (signal.aborted) return;
      tell({ done, total: works.length });
      const reason = await undo().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
      if (reason === undefined) count += 1;
      else notify(text("find.notTakenBack", { name, reason }), "error");
    }
  });
  if (count > 0) notify(text("find.takenBack", { count }), "info");
}

/** The application on screen; whoever undid it already has nothing left to be undone. */
async function undoHere(
  { document }: Workbench,
  { before, after }: NonNullable<Replacement["here"]>,
): Promise<string | undefined> {
  await document.settled();
  const { edit, history } = document.store.getState();
  const present = hashJson(edit.document);
  if (present === before) return undefined;
  const isLast = present === after && history.undo === text("gesture.replace");
  if (!isLast) return text("find.changedSince");
  document.undo();
  return undefined;
}
