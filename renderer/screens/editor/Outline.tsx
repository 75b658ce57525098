// biome-ignore-all lint/a11y/useSemanticElements: only the rows in view exist, which a table element cannot express
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactElement, useEffect, useMemo, useRef } from "react";
import { useStepRun } from "../../commands/useStepRun.ts";
import { useDocument, useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { cardHeight, cardWidth } from "../../state/flow/cardSize.ts";
import type { Flow, FlowStep } from "../../state/flow/Flow.ts";
import { toStepLook } from "../../state/live/toStepLook.ts";
import { useText } from "../../text/useText.ts";
import { StateBadge } from "../../ui/StateBadge.tsx";
import { toDuration } from "../../ui/toDuration.ts";
import styles from "./BottomPanel.module.css";

const rowHeight = 28;

/** All steps as a table: the twin of the canvas for screen readers and for those who like lists. */
export function Outline(): ReactElement {
  const t = useText();
  const { session, canvas } = useWorkbench();
  const flow = useDocument((state) => state.flow);
  const selected = useSession((state) => state.selection.steps);
  const scroll = useRef<HTMLDivElement>(null);
  const leads = useMemo(() => toConsumers(flow), [flow]);
  const rows = useVirtualizer({
    count: flow.steps.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const [first] = selected;
  const index = flow.steps.findIndex(({ id }) => id === first);
  useEffect(() => {
    if (index >= 0) rows.scrollToIndex(index, { align: "auto" });
  }, [index, rows]);
  if (flow.steps.length === 0) return <p className={styles.quiet}>{t("panel.outline.none")}</p>;
  const choose = (step: FlowStep | undefined): void => {
    if (step === undefined) return;
    session.select({ steps: new Set([step.id]) });
    if (step.at !== undefined) canvas.reveal({ ...step.at, width: cardWidth, height: cardHeight });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") choose(flow.steps[Math.min(index + 1, flow.steps.length - 1)]);
    else if (event.key === "ArrowUp") choose(flow.steps[Math.max(index - 1, 0)]);
    else if (event.key === "Enter" && first !== undefined) session.openStep(first);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroll}
      className={styles.scroll}
      role="grid"
      aria-label={t("panel.outline")}
      aria-rowcount={flow.steps.length + 1}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="row" className={`${styles.row} ${styles.headRow}`} tabIndex={-1}>
        {(["name", "class", "state", "duration", "leads"] as const).map((column) => (
          <span key={column} role="columnheader" tabIndex={-1} className={column === "duration" ? styles.number : ""}>
            {t(`panel.outline.${column}`)}
          </span>
        ))}
      </div>
      <div role="rowgroup" style={{ height: rows.getTotalSize(), position: "relative" }}>
        {rows.getVirtualItems().map(({ index: position, start }) => {
          const step = flow.steps[position];
          if (step === undefined) return null;
          return (
            <OutlineRow
              key={step.id}
              step={step}
              position={position}
              top={start}
              isSelected={selected.has(step.id)}
              leadsTo={leads.get(step.id) ?? ""}
              onChoose={() => choose(step)}
              onOpen={() => session.openStep(step.id)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface OutlineRowProps {
  step: FlowStep;
  position: number;
  top: number;
  isSelected: boolean;
  leadsTo: string;
  onChoose: () => void;
  onOpen: () => void;
}

function OutlineRow(props: OutlineRowProps): ReactElement {
  const { step, position, top, isSelected, leadsTo, onChoose, onOpen } = props;
  const t = useText();
  const run = useStepRun(step.id);
  const look = toStepLook(run, step.disabled);
  return (
    <div
      role="row"
      aria-rowindex={position + 2}
      aria-selected={isSelected}
      tabIndex={-1}
      className={`${styles.row} ${styles.item}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onChoose}
      onKeyDown={undefined}
      onDoubleClick={onOpen}
    >
      <span role="gridcell" tabIndex={-1}>
        {step.name}
      </span>
      <span role="gridcell" tabIndex={-1} className={styles.muted}>
        {step.manifest?.friendlyName ?? step.file}
      </span>
      <span role="gridcell" tabIndex={-1}>
        {look === "idle" ? null : <StateBadge look={look} word={t(`step.state.${look}`)} />}
      </span>
      <span role="gridcell" tabIndex={-1} className={styles.number}>
        {run?.finishedAt === undefined ? "" : toDuration(run.startedAt, run.finishedAt)}
      </span>
      <span role="gridcell" tabIndex={-1} className={styles.muted}>
        {leadsTo}
      </span>
    </div>
  );
}

function toConsumers({ edges, byId }: Flow): Map<string, string> {
  const names = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    const list = names.get(from) ?? new Set();
    names.set(from, list.add(byId.get(to)?.name ?? ""));
  }
  return new Map([...names].map(([id, list]) => [id, [...list].join(", ")]));
}
