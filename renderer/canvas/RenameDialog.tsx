import { Button, Checkbox } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { EditOperation } from "../../core/model/operations/EditOperation.ts";
import { perform } from "../commands/perform.ts";
import { useDocument, useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { findVariable } from "../state/edits/findVariable.ts";
import { setText } from "../state/refactor/FlowText.ts";
import { findUses, type NameUse } from "../state/refactor/findUses.ts";
import { findVariableUses, renameVariable } from "../state/refactor/findVariableUses.ts";
import type { SessionState } from "../state/session/SessionState.ts";
import { useText } from "../text/useText.ts";
import { Dialog } from "../ui/Dialog.tsx";
import styles from "./FindPanel.module.css";
import { toExcerpt } from "./toExcerpt.ts";

/** Asks which uses of the name of a step or variable change with it. All at once is one gesture. */
export function RenameDialog(): ReactElement | null {
  const renaming = useSession((state) => state.renaming);
  return renaming === undefined ? null : <OpenDialog renaming={renaming} />;
}

function OpenDialog({ renaming }: { renaming: NonNullable<SessionState["renaming"]> }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const flow = useDocument((state) => state.flow);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const isStep = "step" in renaming;
  const old = isStep ? (flow.byId.get(renaming.step)?.name ?? "") : renaming.variable;
  const uses = isStep ? findUses(flow, old) : findVariableUses(flow, old);
  const close = (): void => {
    workbench.session.set({ renaming: undefined });
    if (isStep) workbench.canvas.focus();
  };
  const rename = (): void => {
    const chosen = uses.filter((_use, index) => !left.has(index));
    perform(workbench, t("gesture.rename", { name: old }), isStep ? ofStep(renaming, chosen) : ofVariable(chosen));
    close();
  };
  const ofVariable = (chosen: readonly NameUse[]): EditOperation[] => {
    const variable = findVariable(workbench.document.store.getState().edit.document, old) ?? { name: old };
    return renameVariable(chosen, { variable, from: old, to: renaming.name });
  };
  return (
    <Dialog
      onClose={close}
      title={t("rename.title", { from: old, to: renaming.name })}
      width={620}
      actions={
        <>
          <Button variant="default" onClick={close}>
            {t("rename.cancel")}
          </Button>
          <Button onClick={rename} data-autofocus>
            {t("rename.submit")}
          </Button>
        </>
      }
    >
      <p className={styles.help}>{t(isStep ? "rename.help" : "rename.variable.help")}</p>
      <ul className={styles.uses}>
        {uses.map(({ at, count }, index) => (
          <li key={`${at.step.id} ${at.path.join(".")}`}>
            <Checkbox
              size="xs"
              checked={!left.has(index)}
              onChange={() => setLeft(left.symmetricDifference(new Set([index])))}
              label={`${at.step.name}, ${at.path.join(".")}${count > 1 ? ` (${count})` : ""}`}
              description={<code className={styles.excerpt}>{toExcerpt(at.text, old)}</code>}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function ofStep({ step, name }: { step: string; name: string }, chosen: readonly NameUse[]): EditOperation[] {
  return [...chosen.map((use) => setText(use.at, use.rename(name))), { op: "renameStep", step, name }];
}
