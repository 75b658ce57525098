import type { ReactElement } from "react";
import { ClassChooser } from "./ClassChooser.tsx";
import { FindPanel } from "./FindPanel.tsx";
import { KeyList } from "./KeyList.tsx";
import { RenameDialog } from "./RenameDialog.tsx";
import { StepConnector } from "./StepConnector.tsx";

/** What opens over the canvas when a command asks for it. */
export function CanvasDialogs(): ReactElement {
  return (
    <>
      <ClassChooser />
      <StepConnector />
      <FindPanel />
      <RenameDialog />
      <KeyList />
    </>
  );
}
