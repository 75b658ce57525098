import { Button } from "@mantine/core";
import { type ReactElement, useMemo, useState } from "react";
import { formatJson } from "../../../../core/base/json.ts";
import { JsonEditor } from "../../../code/JsonEditor.tsx";
import { perform } from "../../../commands/perform.ts";
import { useClasses, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { replaceByText } from "../../../state/edits/replaceByText.ts";
import { describeDocument } from "../../../state/form/describeDocument.ts";
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
  const { classes } = useClasses();
  const schema = useMemo(() => {
    const steps = document.store.getState().flow.steps.map(({ name }) => name);
    return describeDocument({ classes, steps: [...new Set(steps)].filter((name) => name !== "") });
  }, [document, classes]);
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
      keepsOnEscape
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
      <div className={styles.json}>
        <JsonEditor
          isFirst
          label={t("json.title")}
          text={text}
          schema={schema}
          onChange={isReadOnly ? undefined : setText}
          onSave={isReadOnly ? undefined : apply}
        />
      </div>
      <ErrorAlert error={error} />
    </Dialog>
  );
}
