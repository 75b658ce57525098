import { serializeApplication } from "../../core/model/serializeApplication.ts";
import type { Dialog } from "../state/session/SessionState.ts";
import { text } from "../text/texts.ts";
import type { Command, CommandId, Refusal } from "./Command.ts";
import { copyLink } from "./copyLink.ts";
import { never } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

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

/** What is on screen, as a file. */
function exportJson({ document, saveFile, name }: Workbench, { layout }: { layout: boolean }): void {
  const { edit } = document.store.getState();
  const { layout: placed, ...rest } = edit.document;
  const chosen = layout && placed !== undefined ? edit.document : rest;
  saveFile({ name: `${name}.json`, type: "application/json", content: serializeApplication(chosen) });
}

/** The other applications that are open. */
function listOthers({ places, name }: Workbench): string[] {
  return places.listOpen().filter((open) => open !== name);
}

/** The life of the document: publishing, names, revisions. */
export const fileCommands: Command[] = [
  opens("file.save", { kind: "publish" }, { icon: "save", keys: ["Mod+S"], inText: true }),
  opens("file.saveAs", { kind: "names", purpose: "copy" }, { icon: "copy", refusal: needsHost }),
  opens("file.rename", { kind: "names", purpose: "rename" }, { icon: "pencil" }),
  {
    ...opens("file.changes", { kind: "diff", from: "published", to: "draft" }, { icon: "diff" }),
    run({ session, document }) {
      // Not what others published since.
      const { base } = document.store.getState().history;
      session.set({ dialog: { kind: "diff", from: base === 0 ? "published" : base, to: "draft" } });
    },
  },
  opens("file.revisions", { kind: "revisions" }, { icon: "history", keys: ["Mod+Shift+H"], refusal: needsHost }),
  opens("file.json", { kind: "json" }, { icon: "braces", keys: ["Mod+Alt+J"], refusal: never }),
  {
    id: "file.copyLink",
    icon: "link",
    scope: "window",
    menu: "file",
    refusal: never,
    run: (workbench) => copyLink(workbench, workbench.session.store.getState().openStep),
  },
  {
    id: "file.close",
    icon: "x",
    scope: "window",
    menu: "file",
    refusal: never,
    run: ({ places, name }) => places.close([name]),
  },
  {
    id: "file.closeOthers",
    icon: "copy-minus",
    scope: "window",
    menu: "file",
    refusal: (workbench) => (listOthers(workbench).length === 0 ? "when.noOtherTab" : undefined),
    run: (workbench) => workbench.places.close(listOthers(workbench)),
  },
  {
    id: "file.open",
    icon: "search",
    keys: ["Mod+P"],
    inText: true,
    scope: "window",
    menu: "file",
    refusal: never,
    run: ({ session }) => session.set({ opener: true }),
  },
  {
    id: "file.import",
    icon: "upload",
    scope: "window",
    menu: "file",
    refusal: ({ transfer }) => (transfer === undefined ? "when.noTransfer" : undefined),
    run: ({ places }) => places.chooseImport(),
  },
  {
    id: "file.exportJson",
    icon: "download",
    scope: "window",
    menu: "file",
    refusal: never,
    run: (workbench) => exportJson(workbench, { layout: true }),
  },
  {
    id: "file.exportPlain",
    icon: "download",
    scope: "window",
    menu: "file",
    refusal: never,
    run: (workbench) => exportJson(workbench, { layout: false }),
  },
  {
    id: "file.exportArchive",
    icon: "archive",
    scope: "window",
    menu: "file",
    refusal: ({ transfer }) => (transfer === undefined ? "when.noTransfer" : undefined),
    async run({ document, transfer, saveFile, doWork, name }) {
      await document.settled();
      const bytes = await doWork(text("work.export", { name }), async ({ signal }) =>
        transfer?.exportArchive(name, signal),
      );
      if (bytes !== undefined) saveFile({ name: `${name}.zip`, type: "application/zip", content: bytes });
    },
  },
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
