import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ErrorAlert } from "./ErrorAlert.tsx";
import { useWork } from "./useWork.ts";

/** Asks before the changes of the draft go. */
export function DiscardDialog({ onClose }: { onClose(): void }): ReactElement {
  const t = useText();
  const { document, versions } = useWorkbench();
  const { changes, published } = useDocument(({ history }) => history);
  const { isBusy, error, run } = useWork();
  const discard = (): void =>
    run(async () => {
      await document.settled();
      await versions?.discard();
      onClose();
    });
  return (
    <Dialog
      title={t("discard.title")}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t("dialog.cancel")}
          </Button>
          <Button color="red" loading={isBusy} onClick={discard} data-autofocus>
            {t("discard.do")}
          </Button>
        </>
      }
    >
      <span>{t("discard.help", { count: changes, revision: published })}</span>
      <ErrorAlert error={error} />
    </Dialog>
  );
}
