import { Button, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { formatJson } from "../../../../core/base/json.ts";
import { perform } from "../../../commands/perform.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { replaceByText } from "../../../state/edits/replaceByText.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ErrorAlert } from "./ErrorAlert.tsx";
import styles from "./file.module.css";

/** The whole document as JSON; applying it is one gesture. */
export function JsonDialog({ onClose }: { onClose(): void }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { document, createId } = workbench;
  const [text, setText] = useState(() => formatJson(document.store.getState().edit.document));
  const [error, setError] = useState<string>();
  const isReadOnly = document.readOnly !== undefined;
  const apply = (): void => {
    const replaced = replaceByText(document.store.getState().edit, { text, createId });
    if (!replaced.ok) setError(replaced.reason);
    else if (perform(workbench, t("gesture.json"), replaced.operations) || replaced.operations.length === 0) onClose();
  };
  return (
    <Dialog
      title={t("json.title")}
      width={900}
      onClose={onClose}
      actions={
        isReadOnly ? undefined : (
          <>
            <Button variant="default" onClick={onClose}>
              {t("dialog.cancel")}
            </Button>
            <Button onClick={apply}>{t("json.apply")}</Button>
          </>
        )
      }
    >
      <Textarea
        aria-label={t("json.title")}
        classNames={{ input: styles.json }}
        data-autofocus
        rows={26}
        spellCheck={false}
        readOnly={isReadOnly}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <ErrorAlert error={error} />
    </Dialog>
  );
}
