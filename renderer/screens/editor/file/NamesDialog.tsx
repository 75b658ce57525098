import { Button, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { readText } from "../../../../core/model/readApplication.ts";
import { perform } from "../../../commands/perform.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ApplicationUses } from "./ApplicationUses.tsx";
import { ErrorAlert } from "./ErrorAlert.tsx";
import styles from "./file.module.css";
import { areNames, NameFields, type TypedNames } from "./NameFields.tsx";
import { useWork } from "./useWork.ts";

/** Gives the application another name, or saves a copy under one. */
export function NamesDialog({ purpose, onClose }: { purpose: "rename" | "copy"; onClose(): void }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { document, versions, places, name, session } = workbench;
  const friendlyName = useDocument(({ edit }) => readText(edit.document, "friendly_name")) ?? name;
  const isFixed = useDocument(({ history }) => history.published > 0) && purpose === "rename";
  const [names, setNames] = useState<TypedNames>(() =>
    purpose === "rename"
      ? { name, friendlyName, isOwn: false }
      : { name: `${name}-copy`, friendlyName: t("names.copyOf", { name: friendlyName }), isOwn: false },
  );
  const { isBusy, error, run } = useWork();
  const submit = (): void =>
    run(async () => {
      await document.settled();
      if (isFixed) {
        const operation = { op: "setApplicationKey" as const, key: "friendly_name", value: names.friendlyName.trim() };
        perform(workbench, t("gesture.rename", { name: friendlyName }), [operation]);
        onClose();
        return;
      }
      const given = { name: names.name, friendlyName: names.friendlyName.trim() };
      const { readOnly } = document;
      const version = readOnly?.kind === "revision" ? readOnly.revision : "draft";
      const made = purpose === "rename" ? await versions?.rename(given) : await versions?.copy(version, given);
      onClose();
      if (made !== undefined) places.open(made, { replace: purpose === "rename" });
    });
  const isPossible = isFixed ? names.friendlyName.trim() !== "" : areNames(names);
  return (
    <Dialog
      title={t(`names.title.${purpose}`)}
      onClose={onClose}
      actions={
        <>
          {isFixed ? (
            <Button variant="subtle" onClick={() => session.set({ dialog: { kind: "names", purpose: "copy" } })}>
              {t("names.copyInstead")}
            </Button>
          ) : null}
          <Button variant="default" onClick={onClose}>
            {t("dialog.cancel")}
          </Button>
          <Button type="submit" form="names" loading={isBusy} disabled={!isPossible}>
            {t(`names.do.${purpose}`)}
          </Button>
        </>
      }
    >
      <form
        id="names"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {isFixed ? (
          <TextInput
            label={t("names.friendly")}
            description={t("names.fixed", { name })}
            data-autofocus
            value={names.friendlyName}
            onChange={({ currentTarget }) => setNames({ ...names, friendlyName: currentTarget.value })}
          />
        ) : (
          <NameFields value={names} onChange={setNames} />
        )}
        {purpose === "rename" && versions !== undefined ? <ApplicationUses isFixed={isFixed} /> : null}
        <ErrorAlert error={error} />
      </form>
    </Dialog>
  );
}
