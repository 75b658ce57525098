import { ViewportPortal } from "@xyflow/react";
import { memo, type ReactElement } from "react";
import { useStore } from "zustand";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { cardHeight, cardWidth } from "../../state/flow/cardSize.ts";
import type { FlowStep } from "../../state/flow/Flow.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./GhostCards.module.css";
import { StepBadge } from "./StepState.tsx";

/** What the shown run had where nothing is any more: the removed steps with their state. */
export function GhostCards(): ReactElement | null {
  const ghosts = useStore(useWorkbench().stale.ghosts);
  if (ghosts.length === 0) return null;
  return (
    <ViewportPortal>
      {ghosts.map((step) => (
        <GhostCard key={step.id} step={step} />
      ))}
    </ViewportPortal>
  );
}

const GhostCard = memo(function GhostCard({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const { x = 0, y = 0 } = step.at ?? {};
  return (
    <div
      className={styles.ghost}
      role="note"
      aria-label={t("ghost.label", { name: step.name })}
      title={t("ghost.help")}
      style={{ width: cardWidth, height: cardHeight, transform: `translate(${x}px, ${y}px)` }}
    >
      <Icon name={step.manifest?.icon ?? "square-function"} size={16} />
      <span className={styles.texts}>
        <span className={styles.name}>{step.name}</span>
        <span className={styles.second}>
          <span>{t("ghost.removed")}</span>
          <StepBadge step={step} isBrief={false} />
        </span>
      </span>
    </div>
  );
});
