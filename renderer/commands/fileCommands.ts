import type { Dialog } from "../state/session/SessionState.ts";
import type { TextKey } from "../text/english.ts";
import { text } from "../text/texts.ts";
import type { Command, CommandId } from "./Command.ts";
import type { Workbench } from "./Workbench.ts";

type Refusal = (workbench: Workbench) => TextKey | undefined;

const needsHost: Refusal = ({ versions }) => (versions === undefined ? "when.noVersions" : undefined);

const needsDraft: Refusal = (workbench) => {
  if (workbench.document.readOnly !== undefined) return "when.readOnly";
  return needsHost(workbench);
};

const needsRevision: Refusal = (workbench) =>
  workbench.document.readOnly?.kind === "revision" ? needsHost(workbench) : "when.noRevision";

const needsChanges: Refusal = (workbench) => {
  const { changes, published } = workbench.document.store.getState().history;
  return needsDraft(workbench) ?? (changes === 0 || published === 0 ? "when.noChanges" : undefined);
};

function opens(id: CommandId, dialog: Dialog, more: Partial<Command> = {}): Command {
  return {
    id,
    scope: "window",
    menu: "file",
    refusal: needsDraft,
    run: ({ session }) => session.set({ dialog }),
    ...more,
  };
}

/** The life of the document: publishing, names, revisions. */
export const fileCommands: Command[] = [
  opens("file.save", { kind: "publish" }, { icon: "save", keys: ["Mod+S"], inText: true }),
  opens("file.saveAs", { kind: "names", purpose: "copy" }, { icon: "copy", refusal: needsHost }),
  opens("file.rename", { kind: "names", purpose: "rename" }, { icon: "pencil" }),
  opens("file.changes", { kind: "diff", from: "published", to: "draft" }, { icon: "diff" }),
  opens("file.revisions", { kind: "revisions" }, { icon: "history", keys: ["Mod+Shift+H"], refusal: needsHost }),
  opens("file.discard", { kind: "discard" }, { icon: "rotate-ccw", refusal: needsChanges }),
  {
    id: "file.restore",
    icon: "history",
    scope: "window",
    menu: "file",
    refusal: needsRevision,
    async run({ document, versions, places, notify, name }) {
      const { readOnly } = document;
      if (readOnly?.kind !== "revision") return;
      await versions?.restore(readOnly.revision);
      notify(text("revisions.restored", { revision: readOnly.revision }), "info");
      places.open(name);
    },
  },
];
