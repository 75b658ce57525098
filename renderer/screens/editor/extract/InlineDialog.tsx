import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useMemo } from "react";
import { planInlining } from "../../../../core/model/extract/planInlining.ts";
import { readText } from "../../../../core/model/readApplication.ts";
import { perform } from "../../../commands/perform.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ReadFailure } from "../../../ui/ReadFailure.tsx";
import styles from "../file/file.module.css";
import { FindingList } from "./FindingList.tsx";

/** Puts the steps of another application in the place of the step that runs it, after saying what it changes. */
export function InlineDialog({ step, onClose }: { step: string; onClose(): void }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { transfer, manifests, createId, session } = workbench;
  const state = useDocument(({ edit }) => edit);
  const trigger = useDocument(({ flow }) => flow.byId.get(step));
  const name = readText(trigger?.entry ?? {}, "application") ?? "";
  const {
    data: child,
    error,
    refetch,
  } = useQuery({
    queryKey: ["inline", name],
    queryFn: () => transfer?.readApplication(name),
    // What is put here has to be what is there now.
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const plan = useMemo(
    () => (child === undefined ? undefined : planInlining({ state, step, child, manifests, createId })),
    [state, step, child, manifests, createId],
  );
  const isPossible = plan !== undefined && plan.operations.length > 0;
  const submit = (): void => {
    if (plan !== undefined && perform(workbench, t("gesture.inline", { name }), plan.operations)) {
      session.select({ steps: new Set(plan.steps) });
    }
    onClose();
  };
  return (
    <Dialog
      title={t("inline.title", { name })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t("dialog.cancel")}
          </Button>
          <Button disabled={!isPossible} onClick={submit}>
            {t("inline.do")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {plan === undefined && error === null ? <span role="status">{t("inline.loading")}</span> : null}
        {isPossible ? <span>{t("inline.help", { count: plan.steps.length, step: trigger?.name ?? "" })}</span> : null}
        <FindingList findings={plan?.findings ?? []} />
        {error === null ? null : (
          <ReadFailure reason={t("inline.failed", { reason: error.message })} onRetry={() => void refetch()} />
        )}
      </div>
    </Dialog>
  );
}
