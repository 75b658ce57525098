import type { ReactElement } from "react";
import type { StepError } from "../../../../core/model/RunRecord.ts";
import { useText } from "../../../text/useText.ts";
import styles from "./StepLog.module.css";

/** Why a step failed: the exception, where in the author's code, and the last words of a worker that died. */
export function StepFailure({ error }: { error: StepError }): ReactElement {
  const t = useText();
  const { exception, message, stack, attempt, tail } = error;
  return (
    <section className={styles.failure} aria-label={t("log.failure")}>
      <p>
        <strong>{exception}</strong> <span>{t("step.attempts", { count: attempt })}</span>
      </p>
      <p className={styles.message}>{message}</p>
      {stack === undefined ? null : (
        <details open>
          <summary>{t("log.stack")}</summary>
          <pre>{stack}</pre>
        </details>
      )}
      {tail === undefined ? null : (
        <details open>
          <summary>{t("log.tail")}</summary>
          <pre>{tail}</pre>
        </details>
      )}
    </section>
  );
}
