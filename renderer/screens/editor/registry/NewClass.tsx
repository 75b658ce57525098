import type { ReactElement } from "react";
import { ClassNameDialog } from "../../../code/classes/ClassNameDialog.tsx";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { toFriendlyName } from "../../../state/code/toFriendlyName.ts";
import { useText } from "../../../text/useText.ts";

/** The class that new ones begin as a copy of (manual, Creating a Step from the Step Template). */
const template = "stepTemplate";

/** Asks for a name and opens the code of a new class. */
export function NewClass({ onClose }: { onClose: () => void }): ReactElement {
  const t = useText();
  const { code, classes, session } = useWorkbench();
  const create = async (name: string): Promise<void> => {
    await code.port.copy(template, { syncpack: undefined, to: name, friendlyName: toFriendlyName(name) });
    await classes.reload();
    session.set({ codePane: { file: name, syncpack: undefined, step: undefined } });
    onClose();
  };
  return (
    <ClassNameDialog
      title={t("command.class.new")}
      help={t("registry.new.help")}
      action={t("registry.new.do")}
      start="MyStep"
      onDone={create}
      onClose={onClose}
    />
  );
}
