// biome-ignore-all lint/a11y/useSemanticElements: only the rows in view exist, which a list element cannot express
import { useElementSize } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { goToStep } from "../../../commands/goToStep.ts";
import { openRowMenu } from "../../../commands/openRowMenu.ts";
import { useShownRun } from "../../../commands/useShownRun.ts";
import { useDocument, useSession, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { RunShown } from "../../../state/ports/RunPort.ts";
import type { TimelineRow } from "../../../state/watch/readTimeline.ts";
import { useText } from "../../../text/useText.ts";
import { StateBadge } from "../../../ui/StateBadge.tsx";
import { NoRun } from "../NoRun.tsx";
import styles from "./Timeline.module.css";
import { TimelineAxis } from "./TimelineAxis.tsx";
import { describeRow, TimelineBars, type TimeScale } from "./TimelineBars.tsx";
import { TimelineHead } from "./TimelineHead.tsx";
import { useTimeline } from "./useTimeline.ts";

const rowHeight = 24;
const headHeight = 24;
const namesWidth = 232;
/** Room for the figure after the last bar. */
const figureRoom = 72;
const mostZoom = 200;

/** Where the time of the shown run went: a line for each step, in the order they began. */
export function Timeline(): ReactElement {
  const t = useText();
  const run = useShownRun();
  if (run === undefined) return <NoRun purpose={t("timeline.purpose")} />;
  return <RunTimeline key={run.id} run={run} />;
}

function RunTimeline({ run }: { run: RunShown }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { session } = workbench;
  const byId = useDocument(({ flow }) => flow.byId);
  const selected = useSession((state) => state.selection.steps);
  const timeline = useTimeline(run);
  const [zoom, setZoom] = useState(1);
  const { ref: measure, width } = useElementSize();
  const scroll = useRef<HTMLDivElement>(null);
  const { rows } = timeline;
  const kinds = useMemo(() => new Set(rows.flatMap(({ spans }) => spans.map(({ kind }) => kind))), [rows]);
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
  });
  const length = Math.max(1, timeline.to - timeline.from);
  const track = Math.max(80, width - namesWidth - figureRoom) * zoom;
  const scale: TimeScale = { from: timeline.from, perMs: track / length };
  // What was in the middle stays there when the scale changes.
  const before = useRef(zoom);
  useLayoutEffect(() => {
    const element = scroll.current;
    if (element === null || before.current === zoom) return;
    const half = Math.max(0, element.clientWidth - namesWidth) / 2;
    element.scrollLeft = ((element.scrollLeft + half) * zoom) / before.current - half;
    before.current = zoom;
  }, [zoom]);
  const choose = (row: TimelineRow | undefined): void => {
    const id = row?.record.stepId;
    if (id === undefined) return;
    goToStep(workbench, id, { opens: false });
  };
  const isSelected = ({ record }: TimelineRow): boolean => selected.has(record.stepId ?? "");
  const index = rows.findIndex(isSelected);
  const go = (to: number): void => {
    choose(rows[to]);
    lines.scrollToIndex(to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") go(Math.min(index + 1, rows.length - 1));
    else if (event.key === "ArrowUp") go(Math.max(index - 1, 0));
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(rows.length - 1);
    else if (event.key === "Enter" && index >= 0) session.openStep(rows[index]?.record.stepId ?? "");
    else return;
    event.preventDefault();
  };
  const openMenu = (event: MouseEvent, row: TimelineRow | undefined): void => {
    if (row === undefined) return;
    openRowMenu(workbench, event, { place: "timelineRow", step: row.record.stepId, text: describeRow(row) });
  };
  const shown = lines.getVirtualItems();
  const isInView = shown.some((line) => line.index === index);
  return (
    <div className={styles.view}>
      <TimelineHead
        length={timeline.to - timeline.from}
        shown={kinds}
        zoom={zoom}
        mostZoom={mostZoom}
        onZoom={(next) => setZoom(Math.min(mostZoom, Math.max(1, next)))}
      />
      {rows.length === 0 ? <p className={styles.none}>{t("timeline.notBegun")}</p> : null}
      <div ref={measure} className={styles.body}>
        <div
          ref={scroll}
          className={styles.scroll}
          role="listbox"
          aria-label={t("timeline.steps")}
          aria-activedescendant={isInView ? `timeline-${index}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
          // The key of menus comes from the list itself.
          onContextMenu={(event) => event.target === event.currentTarget && openMenu(event, rows[index])}
        >
          <div
            className={styles.inside}
            role="presentation"
            style={{ height: lines.getTotalSize(), width: namesWidth + track + figureRoom }}
          >
            <TimelineAxis length={length} track={track} />
            {shown.map(({ index: position, start }) => {
              const row = rows[position];
              if (row === undefined) return null;
              return (
                <div
                  key={row.record.id}
                  id={`timeline-${position}`}
                  role="option"
                  aria-selected={isSelected(row)}
                  aria-setsize={rows.length}
                  aria-posinset={position + 1}
                  tabIndex={-1}
                  className={styles.row}
                  data-critical={row.isCritical}
                  style={{ transform: `translateY(${start}px)` }}
                  onClick={() => {
                    choose(row);
                    // The list goes on from there by keys.
                    scroll.current?.focus({ preventScroll: true });
                  }}
                  onKeyDown={undefined}
                  onContextMenu={(event) => openMenu(event, row)}
                  onDoubleClick={() => byId.has(row.record.stepId ?? "") && session.openStep(row.record.stepId ?? "")}
                >
                  <span className="visually-hidden">{describeRow(row)}</span>
                  <span className={styles.name} aria-hidden="true">
                    <StateBadge look={row.look} word={t(`step.state.${row.look}`)} isWordless />
                    <span className={styles.text} title={row.record.name}>
                      {row.record.name}
                    </span>
                  </span>
                  <span className={styles.track} aria-hidden="true">
                    <TimelineBars row={row} scale={scale} />
                  </span>
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
