import { Button, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { readText } from "../../../../core/model/readApplication.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { PublishPreview } from "../../../state/ports/VersionPort.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { ClassChoices, type ClassPlan, isPossible, startPlans } from "./ClassChoices.tsx";
import { ErrorAlert } from "./ErrorAlert.tsx";
import styles from "./file.module.css";
import { areNames, NameFields, type TypedNames } from "./NameFields.tsx";
import { useWork } from "./useWork.ts";

/** What a person says when publishing: the name at the first time, a comment, and what becomes of changed step classes. */
export function PublishForm({ preview, onClose }: { preview: PublishPreview; onClose(): void }): ReactElement {
  const t = useText();
  const { versions, places, notify, name } = useWorkbench();
  const friendlyName = useDocument(({ edit }) => readText(edit.document, "friendly_name")) ?? "";
  const isFirst = preview.published === 0;
  const [names, setNames] = useState<TypedNames>(() =>
    /^Untitled-\d+$/.test(name)
      ? { name: "", friendlyName: "", isOwn: false }
      : { name, friendlyName: friendlyName || name, isOwn: true },
  );
  const [comment, setComment] = useState("");
  const [plans, setPlans] = useState(() => startPlans(preview.classes));
  const { isBusy, error, run } = useWork();
  const submit = (): void =>
    run(async () => {
      const given = { name: names.name, friendlyName: names.friendlyName.trim() };
      const isRenamed = given.name !== name || given.friendlyName !== friendlyName;
      const done = await versions?.publish({
        comment: comment.trim(),
        classes: toChoices(plans),
        ...(isFirst && isRenamed ? { names: given } : {}),
      });
      onClose();
      if (done === undefined) return;
      notify(t(`publish.${done.result}`, { revision: done.revision, name: given.friendlyName || name }), "info");
      if (done.name !== name) places.open(done.name, { replace: true });
    });
  const isReady = (!isFirst || areNames(names)) && plans.every(isPossible);
  const warnings = preview.problems.length;
  return (
    <Dialog
      title={isFirst ? t("publish.first") : t("publish.title")}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t("dialog.cancel")}
          </Button>
          <Button type="submit" form="publish" loading={isBusy} disabled={!isReady}>
            {t("publish.do")}
          </Button>
        </>
      }
    >
      <form
        id="publish"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <span className={styles.quiet}>
          {isFirst
            ? t("publish.first.help")
            : t("publish.help", { count: preview.changes, revision: preview.published + 1 })}
        </span>
        {isFirst ? <NameFields value={names} onChange={setNames} /> : null}
        <Textarea
          label={t("publish.comment")}
          description={t("publish.comment.help")}
          autosize
          minRows={2}
          maxRows={8}
          {...(isFirst ? {} : { "data-autofocus": true })}
          value={comment}
          onChange={({ currentTarget }) => setComment(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && isReady) submit();
          }}
        />
        <ClassChoices classes={preview.classes} plans={plans} onChange={setPlans} />
        {warnings === 0 ? null : (
          <span className={styles.warning}>
            <Icon name="triangle-alert" size={14} />
            {t("publish.warnings", { count: warnings })}
          </span>
        )}
        <ErrorAlert error={error} />
      </form>
    </Dialog>
  );
}

function toChoices(plans: readonly ClassPlan[]): { name: string; as?: string }[] {
  return plans.flatMap(({ name, what, as }) => {
    if (what === "leave") return [];
    return [what === "copy" ? { name, as } : { name }];
  });
}
