import { ActionIcon } from "@mantine/core";
import type { ReactElement } from "react";
import { useDocument, useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { PanelHead } from "../../ui/PanelHead.tsx";
import styles from "./ClassCode.module.css";
import { ClassCode } from "./ClassCode.tsx";
import { useClassOrigin } from "./useClassOrigin.ts";

/** The code of a class in the place of the canvas, which stays as it is beneath. */
export function CodePane(): ReactElement | null {
  const t = useText();
  const { session, canvas } = useWorkbench();
  const pane = useSession((state) => state.codePane);
  // A step that was deleted meanwhile no longer says what its class gets.
  const step = useDocument(({ flow }) => flow.byId.get(pane?.step ?? ""));
  const origin = useClassOrigin(step !== undefined && step.file === pane?.file ? step : pane);
  if (pane === undefined) return null;
  const { file } = pane;
  const { syncpack, packVersion } = origin;
  const close = (): void => {
    session.set({ codePane: undefined });
    canvas.focus();
  };
  return (
    <section className={styles.pane} aria-label={t("code.label", { name: file })}>
      <PanelHead title={file}>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={t("panel.close")} onClick={close}>
          <Icon name="x" size={14} />
        </ActionIcon>
      </PanelHead>
      <div className={styles.paneCode}>
        <ClassCode
          key={`${syncpack ?? ""}/${file}@${packVersion ?? ""}`}
          {...{ file, syncpack, packVersion }}
          step={step?.id}
          isWide
        />
      </div>
    </section>
  );
}
