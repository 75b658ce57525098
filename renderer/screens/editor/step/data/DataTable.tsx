// biome-ignore-all lint/a11y/useSemanticElements: only the rows in view exist, which a table element cannot express
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactElement, useEffect, useId, useMemo, useRef, useState } from "react";
import { isJsonObject, type JsonValue, ownValue } from "../../../../../core/base/json.ts";
import { useTable } from "../../../../commands/useTable.ts";
import type { DataTree } from "../../../../state/data/DataTree.ts";
import { readContainer } from "../../../../state/data/readContainer.ts";
import type { DataPath } from "../../../../state/ports/StepDataPort.ts";
import { useText } from "../../../../text/useText.ts";
import { dragPath } from "./DataActions.tsx";
import { DataMessage } from "./DataMessage.tsx";
import type { DataShown } from "./DataShown.ts";
import styles from "./SavedData.module.css";
import { useDataTree } from "./useDataTree.ts";
import { ValueText } from "./ValueText.tsx";

const rowHeight = 28;
const mostColumns = 60;
/** Rows whose keys make the columns. */
const rowsForColumns = 100;

/** A list as a table: a column for each key of its first rows. Only the rows in view exist and are read. */
export function DataTable({ shown }: { shown: DataShown }): ReactElement {
  const t = useText();
  const tree = useDataTree(shown.place, shown.root);
  const scroll = useRef<HTMLDivElement>(null);
  const columns = useColumns(tree);
  const rows = useVirtualizer({
    count: tree.count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const id = useId();
  const [active, setActive] = useState(0);
  const path = tree.row(active)?.path;
  const value = tree.row(active)?.value;
  const onFocus = useTable({
    openRow:
      path === undefined || value === undefined || readContainer(value) === undefined
        ? undefined
        : () => shown.onRoot(path),
    filter: shown.onSearch,
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = moveByKey(event.key, { active, count: tree.count });
    if (to === undefined) return;
    event.preventDefault();
    setActive(to);
    rows.scrollToIndex(to, { align: "auto" });
  };
  const items = rows.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? -1];
  const { count } = tree;
  useEffect(() => {
    if (count > 0) tree.need(first, last);
  }, [tree, count, first, last]);
  if (tree.status !== "ready") {
    return <DataMessage status={tree.status} error={tree.error} onRetry={() => tree.retry()} />;
  }
  if (count === 0)
    return <p className={styles.quiet}>{t(tree.kind === "value" ? "data.noTable" : "data.nothingInside")}</p>;
  const template = `56px repeat(${columns.length}, minmax(120px, 1fr))`;
  return (
    <div
      ref={scroll}
      className={styles.scroll}
      role="grid"
      aria-label={t("data.table")}
      aria-rowcount={count + 1}
      aria-activedescendant={items.some(({ index }) => index === active) ? `${id}-${active}` : undefined}
      tabIndex={0}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <div className={styles.table} style={{ minWidth: 56 + columns.length * 120 }}>
        <div role="row" tabIndex={-1} className={styles.tableHead} style={{ gridTemplateColumns: template }}>
          <span role="columnheader" tabIndex={-1}>
            {t(tree.kind === "list" ? "data.row" : "data.key")}
          </span>
          {columns.map((column) => (
            <span key={column} role="columnheader" tabIndex={-1} title={column}>
              {column === valueColumn ? t("data.value") : column}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: rows.getTotalSize(), position: "relative" }}>
          {items.map(({ index, start }) => {
            const row = tree.row(index);
            return (
              <div
                key={index}
                role="row"
                id={`${id}-${index}`}
                tabIndex={-1}
                aria-rowindex={index + 2}
                aria-selected={index === active}
                onClick={() => setActive(index)}
                onKeyDown={undefined}
                className={styles.tableRow}
                style={{ transform: `translateY(${start}px)`, gridTemplateColumns: template }}
              >
                <span role="rowheader" tabIndex={-1} className={styles.rowHeader}>
                  {row?.key ?? index}
                </span>
                {columns.map((column) => (
                  <Cell
                    key={column}
                    shown={shown}
                    value={row?.value === undefined ? undefined : readCell(row.value, column)}
                    isLoaded={row?.value !== undefined}
                    path={column === valueColumn ? (row?.path ?? []) : [...(row?.path ?? []), column]}
                  />
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The row that a key leads to; undefined = none. */
function moveByKey(key: string, { active, count }: { active: number; count: number }): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: 20,
    PageUp: -20,
    Home: -count,
    End: count,
  };
  const by = steps[key];
  return by === undefined ? undefined : Math.max(0, Math.min(active + by, count - 1));
}

interface CellProps {
  shown: DataShown;
  value: JsonValue | undefined;
  isLoaded: boolean;
  path: DataPath;
}

function Cell({ shown, value, isLoaded, path }: CellProps): ReactElement {
  return (
    <span
      role="gridcell"
      tabIndex={-1}
      draggable={value !== undefined}
      onDragStart={(event) => dragPath(event.dataTransfer, path, shown.offset)}
    >
      {isLoaded && value === undefined ? null : <ValueText value={value} />}
    </span>
  );
}

/** Stands for the item itself where items have no keys. */
const valueColumn = "";

function useColumns(tree: DataTree): string[] {
  const isReady = tree.status === "ready";
  return useMemo(() => {
    if (!isReady) return [];
    const names = new Set<string>();
    for (let at = 0; at < Math.min(tree.count, rowsForColumns); at += 1) {
      const value = tree.row(at)?.value;
      const container = value === undefined ? undefined : readContainer(value);
      if (container?.kind === "object") for (const { key } of container.items) names.add(String(key));
      else names.add(valueColumn);
    }
    return [...names].slice(0, mostColumns);
  }, [tree, isReady]);
}

function readCell(value: JsonValue, column: string): JsonValue | undefined {
  const isObject = readContainer(value)?.kind === "object";
  if (column === valueColumn) return isObject ? undefined : value;
  return isObject && isJsonObject(value) ? ownValue(value, column) : undefined;
}
