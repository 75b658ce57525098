import type { ReactElement } from "react";
import { Icon } from "./Icon.tsx";
import styles from "./StateBadge.module.css";

const iconOf: Record<string, string> = {
  queued: "clock",
  running: "loader-circle",
  retrying: "refresh-cw",
  waiting: "hourglass",
  success: "circle-check",
  warning: "triangle-alert",
  failed: "circle-x",
  skipped: "skip-forward",
  revoked: "octagon-x",
  disabled: "ban",
  pinned: "pin",
  idle: "circle-dashed",
};

export interface StateBadgeProps {
  /** A look of the theme: its colour and icon. */
  look: string;
  word: string;
  /** A figure after the word, such as a duration. */
  detail?: string | undefined;
  /** A larger icon, the word for screen readers only. */
  isBrief?: boolean;
  /** The icon at its usual size, the word for screen readers only. */
  isWordless?: boolean;
}

/** A state as colour, icon and word, so that no one needs to see the colour. */
export function StateBadge({ look, word, detail, isBrief = false, isWordless = false }: StateBadgeProps): ReactElement {
  return (
    <span className={styles.badge} style={{ color: `var(--sl-look-${look})` }} data-spin={look === "running"}>
      <Icon name={iconOf[look]} size={isBrief ? 20 : 12} />
      <span className={isBrief || isWordless ? "visually-hidden" : undefined}>{word}</span>
      {detail === undefined ? null : <span className={styles.detail}>{detail}</span>}
    </span>
  );
}
