import type { ReactElement } from "react";
import type { EditOperation } from "../../../../core/model/operations/EditOperation.ts";
import type { StepManifest } from "../../../../core/model/StepManifest.ts";
import { ClassNameDialog } from "../../../code/classes/ClassNameDialog.tsx";
import { copyClass, removeUnused } from "../../../commands/ownCode.ts";
import { perform } from "../../../commands/perform.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";

/** Gives an own class another name: the steps of this draft follow; the old class stays while published applications use it. */
export function RenameClass({ manifest, onClose }: { manifest: StepManifest; onClose: () => void }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { file } = manifest;
  const rename = async (name: string): Promise<void> => {
    const { document, session, renames } = workbench;
    await copyClass(workbench, { from: file, to: name });
    const { flow } = document.store.getState();
    const used = flow.steps.filter((step) => step.file === file && step.syncpack === undefined);
    const operations = used.map(({ id }): EditOperation => ({ op: "setBase", step: id, key: "file", value: name }));
    perform(workbench, t("gesture.useClass", { name }), operations);
    renames.keep({ kind: "class", from: file, to: name });
    if (session.store.getState().codePane?.file === file) {
      session.set({ codePane: { file: name, syncpack: undefined, step: undefined } });
    }
    const usedBy = await removeUnused(workbench, file);
    if (usedBy.length > 0) workbench.notify(t("registry.rename.kept", { name: file, count: usedBy.length }), "info");
    onClose();
  };
  return (
    <ClassNameDialog
      title={t("registry.rename.title", { name: file })}
      help={t("registry.rename.help")}
      action={t("registry.rename")}
      start={file}
      isRename
      onDone={rename}
      onClose={onClose}
    />
  );
}
