import { Button } from "@mantine/core";
import { type ReactElement, useMemo, useState } from "react";
import { toApplicationName } from "../../../../core/model/applicationName.ts";
import { planExtraction } from "../../../../core/model/extract/planExtraction.ts";
import { readText } from "../../../../core/model/readApplication.ts";
import { perform } from "../../../commands/perform.ts";
import { useDocument, useSession, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { cardHeight, cardWidth, columnGap, rowGap } from "../../../state/flow/cardSize.ts";
import { listChosen } from "../../../state/refactor/listChosen.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ErrorAlert } from "../file/ErrorAlert.tsx";
import styles from "../file/file.module.css";
import { areNames, NameFields, type TypedNames } from "../file/NameFields.tsx";
import { useWork } from "../file/useWork.ts";
import { FindingList } from "./FindingList.tsx";

const spacing = { x: cardWidth + columnGap, y: cardHeight + rowGap };

/** Makes the selected steps an application of their own, after saying what it changes. */
export function ExtractDialog({ onClose }: { onClose(): void }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { name: own, transfer, manifests, createId, notify, session } = workbench;
  const state = useDocument(({ edit }) => edit);
  const flow = useDocument((document) => document.flow);
  const selection = useSession((window) => window.selection);
  const steps = useMemo(() => listChosen(flow, selection), [flow, selection]);
  const [names, setNames] = useState<TypedNames>(() => {
    const [only] = flow.groups.filter(({ id }) => selection.groups.has(id));
    const friendlyName = only?.title || t("extract.name", { name: readText(state.document, "friendly_name") ?? own });
    return { name: toApplicationName(friendlyName), friendlyName, isOwn: false };
  });
  const plan = useMemo(() => {
    const child = { name: names.name, friendlyName: names.friendlyName.trim() };
    return planExtraction({ state, steps, notes: selection.notes, child, manifests, createId, spacing });
  }, [state, steps, selection.notes, names, manifests, createId]);
  const { isBusy, error, run } = useWork();
  const submit = (): void =>
    run(async () => {
      const { child: document, operations, trigger } = plan;
      if (document === undefined || transfer === undefined) return;
      const name = names.friendlyName.trim();
      const result = await transfer.addApplication(document);
      if (result === "taken") throw new Error(t("extract.taken"));
      const isDraft = result === "draft";
      if (perform(workbench, t("gesture.extract", { name }), operations)) {
        session.select({ steps: new Set([trigger]) });
        notify(t(isDraft ? "extract.draft" : "extract.done", { name }), isDraft ? "error" : "info");
      }
      onClose();
    });
  return (
    <Dialog
      title={t("extract.title")}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t("dialog.cancel")}
          </Button>
          <Button type="submit" form="extract" loading={isBusy} disabled={plan.child === undefined || !areNames(names)}>
            {t("extract.do")}
          </Button>
        </>
      }
    >
      <form
        id="extract"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <span>{t("extract.help", { count: steps.size })}</span>
        <NameFields value={names} onChange={setNames} />
        <FindingList findings={plan.findings} />
        <span className={styles.quiet}>{t("extract.undo")}</span>
        <ErrorAlert error={error} />
      </form>
    </Dialog>
  );
}
