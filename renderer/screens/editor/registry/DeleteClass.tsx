import { Alert, Button } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { StepManifest } from "../../../../core/model/StepManifest.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ClassUses } from "./ClassUses.tsx";

/** Asks before a class is deleted, and shows who would miss it. */
export function DeleteClass({ manifest, onClose }: { manifest: StepManifest; onClose: () => void }): ReactElement {
  const t = useText();
  const { code, classes, session } = useWorkbench();
  const [failure, setFailure] = useState<string>();
  const { file, syncpack } = manifest;
  const remove = async (): Promise<void> => {
    try {
      if (session.store.getState().codePane?.file === file) session.set({ codePane: undefined });
      await code.port.remove(file);
      await classes.reload();
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Dialog
      onClose={onClose}
      title={t("registry.delete.title", { name: file })}
      width={420}
      actions={
        <>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("dialog.cancel")}
          </Button>
          <Button color="red" onClick={() => void remove()}>
            {t("registry.delete")}
          </Button>
        </>
      }
    >
      <span>{t("registry.delete.help")}</span>
      <ClassUses file={file} syncpack={syncpack} />
      {failure === undefined ? null : (
        <Alert color="red" role="alert">
          {failure}
        </Alert>
      )}
    </Dialog>
  );
}
