import { Button, TextInput } from "@mantine/core";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { isApplicationName } from "../../../core/model/applicationName.ts";
import { useClasses } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Dialog } from "../../ui/Dialog.tsx";

interface ClassNameDialogProps {
  title: string;
  help: string;
  /** The word on the button. */
  action: string;
  /** The name it begins with. */
  start: string;
  /** Whether that is the name of the class now, so that nothing is to be done with it. */
  isRename?: boolean;
  /** Rejects with a sentence, which is shown; the dialog stays then. */
  onDone: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for the name of a new step class. */
export function ClassNameDialog({
  title,
  help,
  action,
  start,
  isRename = false,
  onDone,
  onClose,
}: ClassNameDialogProps): ReactElement {
  const t = useText();
  const { manifests } = useClasses();
  const form = useId();
  const [name, setName] = useState(start);
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isNew = !isRename || name !== start;
  const fault = findFault(name);
  function findFault(given: string): string | undefined {
    if (!isNew) return undefined;
    if (!isApplicationName(given)) return t("registry.new.badName");
    return manifests(given, undefined) === undefined ? undefined : t("registry.new.taken", { name: given });
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isNew || fault !== undefined) return;
    setBusy(true);
    try {
      await onDone(name);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      onClose={onClose}
      title={title}
      width={420}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t("dialog.cancel")}
          </Button>
          <Button type="submit" form={form} loading={isBusy} disabled={!isNew || fault !== undefined}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)}>
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
      </form>
    </Dialog>
  );
}
