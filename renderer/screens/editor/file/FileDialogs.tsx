import type { ReactElement } from "react";
import { useSession, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { ExtractDialog } from "../extract/ExtractDialog.tsx";
import { InlineDialog } from "../extract/InlineDialog.tsx";
import { EditManyDialog } from "../step/EditManyDialog.tsx";
import { DiffDialog } from "./DiffDialog.tsx";
import { DiscardDialog } from "./DiscardDialog.tsx";
import { JsonDialog } from "./JsonDialog.tsx";
import { NamesDialog } from "./NamesDialog.tsx";
import { PublishDialog } from "./PublishDialog.tsx";
import { RevisionsDrawer } from "./RevisionsDrawer.tsx";

/** The dialog that is open, if any. */
export function FileDialogs(): ReactElement | null {
  const { session, canvas } = useWorkbench();
  const dialog = useSession((state) => state.dialog);
  const close = (): void => {
    session.set({ dialog: undefined });
    canvas.focus();
  };
  switch (dialog?.kind) {
    case "publish":
      return <PublishDialog onClose={close} />;
    case "names":
      return <NamesDialog key={dialog.purpose} purpose={dialog.purpose} onClose={close} />;
    case "discard":
      return <DiscardDialog onClose={close} />;
    case "diff":
      return <DiffDialog from={dialog.from} to={dialog.to} onClose={close} />;
    case "json":
      return <JsonDialog onClose={close} />;
    case "extract":
      return <ExtractDialog onClose={close} />;
    case "editMany":
      return <EditManyDialog onClose={close} />;
    case "inline":
      return <InlineDialog step={dialog.step} onClose={close} />;
    case "revisions":
      return <RevisionsDrawer onClose={close} />;
    default:
      return null;
  }
}
