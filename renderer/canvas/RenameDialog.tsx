import { Button, Checkbox } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { perform } from "../commands/perform.ts";
import { useDocument, useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { setText } from "../state/refactor/FlowText.ts";
import { findUses } from "../state/refactor/findUses.ts";
import type { SessionState } from "../state/session/SessionState.ts";
import { useText } from "../text/useText.ts";
import { Dialog } from "../ui/Dialog.tsx";
import styles from "./FindPanel.module.css";
import { toExcerpt } from "./toExcerpt.ts";

/** Asks which uses of a step's name change with it. All at once is one gesture. */
export function RenameDialog(): ReactElement | null {
  const renaming = useSession((state) => state.renaming);
  return renaming === undefined ? null : <OpenDialog renaming={renaming} />;
}

function OpenDialog({ renaming }: { renaming: NonNullable<SessionState["renaming"]> }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const flow = useDocument((state) => state.flow);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const old = flow.byId.get(renaming.step)?.name ?? "";
  const uses = findUses(flow, old);
  const close = (): void => {
    workbench.session.set({ renaming: undefined });
    workbench.canvas.focus();
  };
  const rename = (): void => {
    const chosen = uses.filter((_use, index) => !left.has(index));
    perform(workbench, t("gesture.rename", { name: old }), [
      ...chosen.map((use) => setText(use.at, use.rename(renaming.name))),
      { op: "renameStep", step: renaming.step, name: renaming.name },
    ]);
    close();
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
      <p className={styles.help}>{t("rename.help")}</p>
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
