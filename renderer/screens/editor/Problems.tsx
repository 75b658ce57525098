import type { ReactElement } from "react";
import { goToStep } from "../../commands/goToStep.ts";
import { openRowMenu } from "../../commands/openRowMenu.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { LongList } from "../../ui/LongList.tsx";
import styles from "./BottomPanel.module.css";
import { useProblems } from "./useProblems.ts";

/** Everything that is wrong, at once; click one to go there. */
export function Problems(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const problems = useProblems();
  if (problems === undefined) return <p className={styles.quiet}>{t("panel.problems.looking")}</p>;
  if (problems.length === 0) return <p className={styles.quiet}>{t("panel.problems.none")}</p>;
  return (
    <div className={styles.scroll}>
      <LongList
        items={problems}
        keyOf={({ code, path }) => `${code} ${path}`}
        rowHeight={28}
        className={styles.problems}
      >
        {(problem) => (
          <button
            type="button"
            className={styles.problem}
            data-severity={problem.severity}
            onClick={() => goToStep(workbench, problem.stepId ?? "")}
            onContextMenu={(event) =>
              openRowMenu(workbench, event, { place: "problem", step: problem.stepId, text: problem.message })
            }
          >
            <Icon name={problem.severity === "error" ? "circle-x" : "triangle-alert"} size={14} />
            <span>{problem.message}</span>
          </button>
        )}
      </LongList>
    </div>
  );
}
