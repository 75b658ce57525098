import { type ReactElement, useState } from "react";
import { useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { useText } from "../text/useText.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { KeyHelp, KeyTable } from "./KeyTable.tsx";

/** All commands with their keys; each can be given another one. */
export function KeyList(): ReactElement | null {
  const isOpen = useSession((state) => state.keyList);
  return isOpen ? <OpenList /> : null;
}

function OpenList(): ReactElement {
  const t = useText();
  const { session, canvas, keys } = useWorkbench();
  const [changing, setChanging] = useState<string>();
  const close = (): void => {
    session.set({ keyList: false });
    canvas.focus();
  };
  return (
    <Dialog
      onClose={close}
      title={t("keys.title")}
      width={860}
      keepsOnEscape={changing !== undefined}
      actions={<KeyHelp keys={keys} />}
    >
      <KeyTable keys={keys} heading="h3" changing={changing} onChanging={setChanging} />
    </Dialog>
  );
}
