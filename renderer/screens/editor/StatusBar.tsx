import type { ReactElement } from "react";
import { useDocument, useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { BottomTab } from "../../state/session/SessionState.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./StatusBar.module.css";
import { useProblems } from "./useProblems.ts";

/** One line of facts at the bottom. */
export function StatusBar(): ReactElement {
  const t = useText();
  const { session } = useWorkbench();
  const steps = useDocument(({ flow }) => flow.steps.length);
  const selected = useSession((state) => state.selection.steps.size);
  const isOffline = useDocument((state) => state.isOffline);
  const notStored = useDocument((state) => state.notStored);
  const problems = useProblems();
  // An empty canvas is a beginning: that it has no steps yet is no alarm.
  const hasErrors = steps > 0 && problems?.some(({ severity }) => severity === "error");
  const open = (bottomTab: BottomTab): void => session.set({ bottomPanel: true, bottomTab });
  return (
    <footer className={styles.bar}>
      <button type="button" className={styles.item} onClick={() => open("outline")}>
        <Icon name="list" size={12} />
        {t("canvas.steps", { count: steps })}
      </button>
      {problems === undefined ? null : (
        <button type="button" className={styles.item} data-errors={hasErrors} onClick={() => open("problems")}>
          <Icon name={problems.length === 0 ? "circle-check" : hasErrors ? "circle-x" : "triangle-alert"} size={12} />
          {t("canvas.problems", { count: problems.length })}
        </button>
      )}
      {selected > 1 ? <span className={styles.item}>{t("canvas.selected", { count: selected, name: "" })}</span> : null}
      {isOffline || notStored !== undefined ? (
        <span className={styles.offline} role="alert">
          {isOffline ? t("document.offline") : t("document.notStored", { reason: notStored ?? "" })}
        </span>
      ) : null}
    </footer>
  );
}
