import type { ReactElement } from "react";
import { openRun } from "../../../commands/openRun.ts";
import { useShownRun } from "../../../commands/useShownRun.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import styles from "./ParentRun.module.css";

/** The way back to the run that started the one that is shown. */
export function ParentRun(): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const parent = useShownRun()?.parent;
  if (parent === undefined) return null;
  const { application, step } = parent;
  return (
    <button
      type="button"
      className={styles.parent}
      aria-label={t("run.backTo", { application })}
      title={t("run.backTo.step", { application, step })}
      onClick={() => openRun(workbench, parent)}
    >
      <Icon name="arrow-left" size={14} />
      <span>{application}</span>
      <Icon name="chevron-right" size={12} />
    </button>
  );
}
