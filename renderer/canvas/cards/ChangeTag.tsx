import type { ReactElement } from "react";
import { useChange } from "../../commands/useChange.ts";
import { useText } from "../../text/useText.ts";
import styles from "./ChangeTag.module.css";

/** At the upper border of a card: how the step differs from what is published, in colour and word. */
export function ChangeTag({ step }: { step: string }): ReactElement | null {
  const t = useText();
  const change = useChange(step);
  if (change === undefined) return null;
  return (
    <span className={styles.tag} data-change={change}>
      {t(`change.${change}`)}
    </span>
  );
}
