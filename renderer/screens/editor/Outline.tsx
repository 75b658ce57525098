// biome-ignore-all lint/a11y/useSemanticElements: only the rows in view exist, which a table element cannot express
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, type ReactElement, useEffect, useMemo, useRef } from "react";
import { foldGroup } from "../../commands/foldGroup.ts";
import { placeOfSelection } from "../../commands/listMenu.ts";
import { useStepRun } from "../../commands/useStepRun.ts";
import { useDocument, useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { Flow, FlowGroup, FlowStep } from "../../state/flow/Flow.ts";
import { findShownCard } from "../../state/flow/foldFlow.ts";
import { groupTreeOf } from "../../state/flow/GroupTree.ts";
import { listOutline, type OutlineItem } from "../../state/flow/listOutline.ts";
import { toStepLook } from "../../state/live/toStepLook.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { StateBadge } from "../../ui/StateBadge.tsx";
import { toDuration } from "../../ui/toDuration.ts";
import styles from "./BottomPanel.module.css";

const rowHeight = 28;
/** Pixels by which what is in a group stands further in. */
const indent = 20;

/** All groups and steps as a table: the twin of the canvas for screen readers and for those who like lists. */
export function Outline(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { session, canvas } = workbench;
  const flow = useDocument((state) => state.flow);
  const selection = useSession((state) => state.selection);
  const items = useMemo(() => listOutline(flow), [flow]);
  const scroll = useRef<HTMLDivElement>(null);
  const leads = useMemo(() => toConsumers(flow), [flow]);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const isSelected = ({ step, group }: OutlineItem): boolean =>
    step === undefined ? selection.groups.has(group.id) : selection.steps.has(step.id);
  const index = items.findIndex(isSelected);
  useEffect(() => {
    if (index >= 0) rows.scrollToIndex(index, { align: "auto" });
  }, [index, rows]);
  if (flow.steps.length === 0) return <p className={styles.quiet}>{t("panel.outline.none")}</p>;
  const choose = (item: OutlineItem | undefined): void => {
    if (item === undefined) return;
    const { step, group } = item;
    session.select(step === undefined ? { groups: new Set([group.id]) } : { steps: new Set([step.id]) });
    const [inside = ""] = step === undefined ? groupTreeOf(flow).stepsIn(group.id) : [step.id];
    const card = findShownCard(flow, inside);
    if (card !== undefined) canvas.goTo(card);
  };
  const open = (item: OutlineItem | undefined): void => {
    if (item?.step !== undefined) session.openStep(item.step.id);
    else if (item !== undefined) foldGroup(workbench, { groups: [item.group], folded: !item.group.folded });
  };
  const openMenu = (event: MouseEvent<HTMLElement>, item: OutlineItem | undefined): void => {
    if (item === undefined) return;
    event.preventDefault();
    if (!isSelected(item)) choose(item);
    const place = placeOfSelection(session.store.getState().selection);
    session.set({ menu: { place, x: event.clientX, y: event.clientY } });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") choose(items[Math.min(index + 1, items.length - 1)]);
    else if (event.key === "ArrowUp") choose(items[Math.max(index - 1, 0)]);
    else if (event.key === "Enter") open(items[index]);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroll}
      className={styles.scroll}
      role="treegrid"
      aria-label={t("panel.outline")}
      aria-rowcount={items.length + 1}
      tabIndex={0}
      onKeyDown={onKeyDown}
      // The key of menus comes from the list itself.
      onContextMenu={(event) => event.target === event.currentTarget && openMenu(event, items[index])}
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
          const item = items[position];
          if (item === undefined) return null;
          const row = { position, top: start, depth: item.depth, isSelected: isSelected(item) };
          const actions = {
            onChoose: () => choose(item),
            onOpen: () => open(item),
            onMenu: (event: MouseEvent<HTMLElement>) => openMenu(event, item),
          };
          if (item.step === undefined) {
            return <GroupRow key={`group:${item.group.id}`} group={item.group} {...row} {...actions} />;
          }
          const leadsTo = leads.get(item.step.id) ?? "";
          return <OutlineRow key={item.step.id} step={item.step} leadsTo={leadsTo} {...row} {...actions} />;
        })}
      </div>
    </div>
  );
}

interface RowProps {
  position: number;
  top: number;
  /** How many groups lie around it. */
  depth: number;
  isSelected: boolean;
  onChoose: () => void;
  onOpen: () => void;
  onMenu: (event: MouseEvent<HTMLElement>) => void;
}

interface OutlineRowProps extends RowProps {
  step: FlowStep;
  leadsTo: string;
}

function GroupRow(props: RowProps & { group: FlowGroup }): ReactElement {
  const { group, position, top, depth, isSelected, onChoose, onOpen, onMenu } = props;
  const t = useText();
  const steps = useDocument(({ flow }) => groupTreeOf(flow).stepsIn(group.id).size);
  return (
    <div
      role="row"
      aria-rowindex={position + 2}
      aria-level={depth + 1}
      aria-expanded={!group.folded}
      aria-selected={isSelected}
      tabIndex={-1}
      className={`${styles.row} ${styles.item}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onChoose}
      onKeyDown={undefined}
      onDoubleClick={onOpen}
      onContextMenu={onMenu}
    >
      <span role="gridcell" tabIndex={-1} className={styles.group} style={{ paddingLeft: depth * indent }}>
        <Icon name={group.folded ? "chevron-right" : "chevron-down"} size={12} />
        {group.title || t("group.new")}
      </span>
      <span role="gridcell" tabIndex={-1} className={styles.muted}>
        {t("canvas.steps", { count: steps })}
      </span>
    </div>
  );
}

function OutlineRow(props: OutlineRowProps): ReactElement {
  const { step, position, top, depth, isSelected, leadsTo, onChoose, onOpen, onMenu } = props;
  const t = useText();
  const run = useStepRun(step.id);
  const look = toStepLook(run, step);
  return (
    <div
      role="row"
      aria-rowindex={position + 2}
      aria-level={depth + 1}
      aria-selected={isSelected}
      tabIndex={-1}
      className={`${styles.row} ${styles.item}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onChoose}
      onKeyDown={undefined}
      onDoubleClick={onOpen}
      onContextMenu={onMenu}
    >
      <span role="gridcell" tabIndex={-1} style={{ paddingLeft: depth * indent }}>
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
