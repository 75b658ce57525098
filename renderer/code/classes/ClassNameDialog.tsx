import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, type ReactElement, useState } from "react";
import { isApplicationName } from "../../../core/model/applicationName.ts";
import { useClasses } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import styles from "./ClassNameDialog.module.css";

interface ClassNameDialogProps {
  title: string;
  help: string;
  /** The word on the button. */
  action: string;
  /** The name it begins with. */
  start: string;
  /** Rejects with a sentence, which is shown; the dialog stays then. */
  onDone: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for the name of a new step class. */
export function ClassNameDialog({ title, help, action, start, onDone, onClose }: ClassNameDialogProps): ReactElement {
  const t = useText();
  const { manifests } = useClasses();
  const [name, setName] = useState(start);
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const fault = findFault(name);
  function findFault(given: string): string | undefined {
    if (!isApplicationName(given)) return t("registry.new.badName");
    return manifests(given, undefined) === undefined ? undefined : t("registry.new.taken", { name: given });
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (fault !== undefined) return;
    setBusy(true);
    try {
      await onDone(name);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} size="sm" closeButtonProps={{ "aria-label": t("panel.close") }}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          data-autofocus
          label={t("registry.new.name")}
          description={help}
          value={name}
          error={fault ?? failure}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setFailure(undefined);
          }}
        />
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t("dialog.cancel")}
          </Button>
          <Button type="submit" loading={isBusy} disabled={fault !== undefined}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
