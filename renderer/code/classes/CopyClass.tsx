import { type ReactElement, useState } from "react";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { perform } from "../../commands/perform.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { text } from "../../text/texts.ts";
import { useText } from "../../text/useText.ts";
import { ClassNameDialog } from "./ClassNameDialog.tsx";

interface CopyClassProps {
  file: string;
  syncpack: string | undefined;
  /** Id of a step that uses the copy from now on. */
  step: string | undefined;
  onClose: () => void;
}

/** Asks for a name and makes an own class of one that can only be read. */
export function CopyClass({ file, syncpack, step, onClose }: CopyClassProps): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const [start] = useState(() => `My${file}`);
  const copy = async (to: string): Promise<void> => {
    const { code, classes, session } = workbench;
    await code.port.copy(file, { syncpack, to });
    await classes.reload();
    onClose();
    if (step === undefined) {
      session.set({ codePane: { file: to, syncpack: undefined, step: undefined } });
      return;
    }
    const operations: EditOperation[] = [{ op: "setBase", step, key: "file", value: to }];
    if (syncpack !== undefined) operations.push({ op: "setBase", step, key: "syncpack" });
    perform(workbench, text("gesture.useClass", { name: to }), operations);
    if (session.store.getState().codePane !== undefined) {
      session.set({ codePane: { file: to, syncpack: undefined, step } });
    }
  };
  return (
    <ClassNameDialog
      title={t("code.copy.title", { name: file })}
      help={t("code.copy.help")}
      action={t("code.copy.do")}
      start={start}
      onDone={copy}
      onClose={onClose}
    />
  );
}
