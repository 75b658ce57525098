// biome-ignore-all lint/a11y/useSemanticElements: only the lines in view exist, which a table element cannot express
import { Checkbox, Select, TextInput } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, type ReactElement, useDeferredValue, useEffect, useRef, useState } from "react";
import { type LogLevelName, type LogLine, logLevels } from "../../../../core/model/RunRecord.ts";
import { openRowMenu } from "../../../commands/openRowMenu.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { ReadFailure } from "../../../ui/ReadFailure.tsx";
import { describeLine, LogRow } from "./LogRow.tsx";
import styles from "./LogView.module.css";
import { useLogTail } from "./useLogTail.ts";

const rowHeight = 22;
const levels = Object.keys(logLevels) as LogLevelName[];

interface LogViewProps {
  run: string;
  /** Name of the step; absent = the lines of all steps, and whose they are. */
  step?: string;
  /** Names of steps to choose from. */
  steps?: readonly string[];
  /** What is logged has ended: there will be no more lines. */
  isOver: boolean;
}

/**
 * The log of a run as it grows: only the lines in view exist, and it follows the newest until one scrolls away. A click shows
 * all of a long line.
 */
export function LogView({ run, step, steps, isOver }: LogViewProps): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const [level, setLevel] = useState<LogLevelName>("debug");
  const [chosen, setChosen] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const [follows, setFollows] = useState(true);
  const [isWhole, setWhole] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const text = useDeferredValue(search.trim());
  const tail = useLogTail({ run, step: step ?? chosen ?? undefined, level, text });
  const scroll = useRef<HTMLDivElement>(null);
  const count = tail.lines.length;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });
  useEffect(() => {
    if (follows && count > 0) rows.scrollToIndex(count - 1, { align: "end" });
  }, [follows, count, rows]);
  const toggle = (seq: number): void => {
    // Whoever selects text of a line does not click it.
    if (getSelection()?.isCollapsed === false) return;
    setOpened((before) =>
      before.has(seq) ? new Set([...before].filter((one) => one !== seq)) : new Set([...before, seq]),
    );
  };
  const openMenu = (event: MouseEvent, lines: readonly LogLine[]): void => {
    const [name, ...others] = new Set(lines.map((line) => line.step ?? step));
    const found = workbench.document.store.getState().flow.steps.find((one) => one.name === name);
    openRowMenu(workbench, event, {
      place: "logLine",
      step: others.length === 0 ? found?.id : undefined,
      text: lines.map(describeLine).join("\n"),
    });
  };
  const isNarrow = step !== undefined;
  const nothing = isOver ? "log.nothing" : "log.nothingYet";
  const isNarrowed = level !== "debug" || chosen !== null || text !== "";
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <Select
          className={styles.level}
          size="xs"
          aria-label={t("log.level")}
          allowDeselect={false}
          data={levels.map((value) => ({ value, label: t("log.from", { level: t(`log.level.${value}`) }) }))}
          value={level}
          onChange={(value) => setLevel((value ?? "debug") as LogLevelName)}
        />
        {steps === undefined ? null : (
          <Select
            className={styles.step}
            size="xs"
            searchable
            clearable
            limit={200}
            aria-label={t("log.step")}
            placeholder={t("log.allSteps")}
            data={[...new Set(steps)].filter((name) => name !== "")}
            value={chosen}
            onChange={setChosen}
          />
        )}
        <TextInput
          className={styles.search}
          size="xs"
          aria-label={t("log.search")}
          placeholder={t("log.search")}
          leftSection={<Icon name="search" size={12} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Checkbox
          size="xs"
          label={t("log.whole")}
          checked={isWhole}
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label={t("log.follow")}
          checked={follows}
          onChange={(event) => setFollows(event.currentTarget.checked)}
        />
      </div>
      {tail.status === "failed" ? (
        <ReadFailure reason={t("log.failed", { reason: tail.error ?? "" })} onRetry={() => tail.retry()} />
      ) : null}
      {count === 0 && tail.status !== "failed" ? (
        <p className={styles.quiet}>
          {t(tail.status === "loading" ? "log.loading" : isNarrowed ? "log.none" : nothing)}
        </p>
      ) : null}
      <div
        ref={scroll}
        className={styles.scroll}
        role="log"
        aria-label={t("log.title")}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keys
        tabIndex={0}
        onWheel={(event) => event.deltaY < 0 && setFollows(false)}
        // The key of menus comes from the list itself, and is about all of it.
        onContextMenu={(event) => event.target === event.currentTarget && openMenu(event, tail.lines)}
      >
        <div style={{ height: rows.getTotalSize(), position: "relative" }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = tail.lines[index];
            if (line === undefined) return null;
            const seq = line.seq ?? index;
            return (
              // biome-ignore lint/a11y: by keys the box above shows all lines whole
              <div
                key={seq}
                ref={rows.measureElement}
                data-index={index}
                className={styles.row}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => toggle(seq)}
                onContextMenu={(event) => openMenu(event, [line])}
              >
                <LogRow line={line} isNarrow={isNarrow} isWhole={isWhole || opened.has(seq)} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
