import { Button, Modal } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { StepManifest } from "../../../../core/model/StepManifest.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { ClassUses } from "./ClassUses.tsx";
import styles from "./Registry.module.css";

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
    <Modal
      opened
      onClose={onClose}
      title={t("registry.delete.title", { name: file })}
      size="sm"
      closeButtonProps={{ "aria-label": t("panel.close") }}
    >
      <div className={styles.info}>
        <p>{t("registry.delete.help")}</p>
        <ClassUses file={file} syncpack={syncpack} />
        {failure === undefined ? null : <p role="alert">{failure}</p>}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("dialog.cancel")}
          </Button>
          <Button color="red" onClick={() => void remove()}>
            {t("registry.delete")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
