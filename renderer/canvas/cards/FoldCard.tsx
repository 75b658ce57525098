import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { memo, type ReactElement, useCallback, useSyncExternalStore } from "react";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { cardHeight } from "../../state/flow/cardSize.ts";
import type { FlowStep } from "../../state/flow/Flow.ts";
import { toPaletteColour } from "../../state/flow/palette.ts";
import { lookOfCard } from "../../state/live/lookOfCard.ts";
import type { StepLook } from "../../state/live/toStepLook.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { StateBadge } from "../../ui/StateBadge.tsx";
import styles from "./FoldCard.module.css";
import { FoldButton, GroupTitle } from "./GroupTitle.tsx";

export type FoldNode = Node<{ step: FlowStep; isBrief: boolean }, "fold">;

/** A folded group as one card: how many steps it hides, and the worst of their states. Double-click unfolds it. */
export const FoldCard = memo(function FoldCard({ data, selected }: NodeProps<FoldNode>): ReactElement | null {
  const { step, isBrief } = data;
  const t = useText();
  const look = useLook(step);
  if (step.fold === undefined) return null;
  const { group, steps } = step.fold;
  return (
    <div className={styles.card} data-look={look} data-selected={selected} data-colour={toPaletteColour(group.colour)}>
      <Handle {...handle} type="target" position={Position.Left} id="in" />
      <span className={styles.tile}>
        <Icon name="group" size={16} />
      </span>
      <span className={styles.texts}>
        <span className={styles.name}>
          <GroupTitle group={group} />
        </span>
        <span className={styles.second}>
          {t("canvas.steps", { count: steps.length })}
          {look === "idle" ? null : <StateBadge look={look} word={t(`step.state.${look}`)} isBrief={isBrief} />}
        </span>
      </span>
      <FoldButton group={group} />
      <Handle {...handle} type="source" position={Position.Right} id="out:" />
      <Handle {...handle} type="source" position={Position.Bottom} id="error" style={{ opacity: 0 }} />
    </div>
  );
});

/** Wires end here but none begins: the steps in the group have the handles. */
const handle = { className: styles.handle, isConnectable: false, style: { top: cardHeight / 2 - 1 } } as const;

function useLook(card: FlowStep): StepLook {
  const { live } = useWorkbench();
  return useSyncExternalStore(
    useCallback((listener) => live.onFrame(listener), [live]),
    () => lookOfCard(live, card),
  );
}
