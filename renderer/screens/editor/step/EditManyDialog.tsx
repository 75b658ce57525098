import { Button } from "@mantine/core";
import { type ReactElement, useCallback, useMemo, useState } from "react";
import { perform } from "../../../commands/perform.ts";
import { useDocument, useSession, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { createBaseParameters } from "../../../inspector/baseParameters.ts";
import { ManyForm } from "../../../inspector/ManyForm.tsx";
import { editMany, listShared, type ManyChange } from "../../../state/edits/editMany.ts";
import { listChosen } from "../../../state/refactor/listChosen.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import fileStyles from "../file/file.module.css";

/** Changes what the selected steps have in common, as one gesture. */
export function EditManyDialog({ onClose }: { onClose(): void }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const flow = useDocument((document) => document.flow);
  const selection = useSession((window) => window.selection);
  const base = useMemo(() => createBaseParameters(t), [t]);
  const steps = useMemo(() => {
    const chosen = listChosen(flow, selection);
    return flow.steps.filter(({ id }) => chosen.has(id));
  }, [flow, selection]);
  const shared = useMemo(() => listShared(steps, base), [steps, base]);
  const [changes, setChanges] = useState<ReadonlyMap<string, ManyChange>>(new Map());
  const change = useCallback((name: string, next: ManyChange | undefined) => {
    setChanges((before) => {
      const kept = [...before].filter(([other]) => other !== name);
      return new Map(next === undefined ? kept : [...kept, [name, next]]);
    });
  }, []);
  const operations = editMany(steps, changes);
  const touched = new Set(operations.flatMap((operation) => ("step" in operation ? [operation.step] : []))).size;
  const apply = (): void => {
    if (perform(workbench, t("gesture.editMany", { count: touched }), operations)) onClose();
  };
  return (
    <Dialog
      title={t("many.title", { count: steps.length })}
      width={560}
      onClose={onClose}
      actions={
        <>
          <span className={fileStyles.quiet}>{t("many.touched", { count: touched })}</span>
          <Button variant="default" onClick={onClose}>
            {t("dialog.cancel")}
          </Button>
          <Button disabled={operations.length === 0} onClick={apply}>
            {t("many.do")}
          </Button>
        </>
      }
    >
      <ManyForm step={steps[0]?.id ?? ""} shared={shared} changes={changes} onChange={change} />
    </Dialog>
  );
}
