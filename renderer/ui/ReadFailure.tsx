import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import { Icon } from "./Icon.tsx";
import styles from "./ReadFailure.module.css";

/** A part of a panel that could not be read: a sentence that says why, and the way to try again. */
export function ReadFailure({ reason, onRetry }: { reason: string; onRetry: () => void }): ReactElement {
  const t = useText();
  return (
    <div className={styles.failure} role="alert">
      <p>
        <Icon name="circle-alert" size={14} />
        <span>{reason}</span>
      </p>
      <Button size="compact-sm" variant="default" onClick={onRetry}>
        {t("document.retry")}
      </Button>
    </div>
  );
}
