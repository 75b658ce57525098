// biome-ignore-all lint/a11y/useSemanticElements: only the lines in view exist, which a list element cannot express
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from "react";
import type { DataRow, DataTree } from "../../../../state/data/DataTree.ts";
import { describeValue } from "../../../../state/data/describeValue.ts";
import { useText } from "../../../../text/useText.ts";
import { Icon } from "../../../../ui/Icon.tsx";
import { DataActions, dragPath } from "./DataActions.tsx";
import { DataDetail } from "./DataDetail.tsx";
import { DataMessage } from "./DataMessage.tsx";
import type { DataShown } from "./DataShown.ts";
import styles from "./SavedData.module.css";
import { useDataTree } from "./useDataTree.ts";
import { ValueText } from "./ValueText.tsx";

const rowHeight = 24;

/** Saved data as a tree that opens level by level; only the lines in view exist and are read. */
export function DataTreeView({ shown }: { shown: DataShown }): ReactElement {
  const t = useText();
  const tree = useDataTree(shown.place, shown.root);
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const rows = useVirtualizer({
    count: tree.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = rows.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? -1];
  const { length } = tree;
  useEffect(() => {
    if (length > 0) tree.need(first, last);
  }, [tree, length, first, last]);
  if (tree.status !== "ready") {
    return <DataMessage status={tree.status} error={tree.error} onRetry={() => tree.retry()} />;
  }
  if (length === 0) return <p className={styles.quiet}>{t("data.nothingInside")}</p>;
  const go = (at: number): void => {
    const next = Math.max(0, Math.min(at, length - 1));
    setActive(next);
    rows.scrollToIndex(next, { align: "auto" });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moveByKey(event.key, { tree, active });
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  };
  const row = tree.row(active);
  return (
    <>
      <div
        ref={scroll}
        className={styles.scroll}
        role="tree"
        aria-label={t("data.tree")}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div style={{ height: rows.getTotalSize(), position: "relative" }}>
          {items.map(({ index, start }) => {
            const line = tree.row(index);
            if (line === undefined) return null;
            return (
              <TreeLine
                key={index}
                line={line}
                shown={shown}
                top={start}
                isActive={index === active}
                onChoose={() => {
                  setActive(index);
                  tree.toggle(index);
                }}
              />
            );
          })}
        </div>
      </div>
      {row?.value !== undefined && row.container === undefined && describeValue(row.value).isCut ? (
        <DataDetail key={JSON.stringify(row.path)} shown={shown} path={row.path} value={row.value} />
      ) : null}
    </>
  );
}

interface TreeLineProps {
  line: DataRow;
  shown: DataShown;
  top: number;
  isActive: boolean;
  onChoose: () => void;
}

function TreeLine({ line, shown, top, isActive, onChoose }: TreeLineProps): ReactElement {
  const { key, path, depth, value, container, isOpen, position, siblings } = line;
  const t = useText();
  const hasInside = container !== undefined && container.count > 0;
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-posinset={position + 1}
      aria-setsize={siblings}
      aria-selected={isActive}
      {...(hasInside ? { "aria-expanded": isOpen } : {})}
      tabIndex={-1}
      draggable={path.length > 0}
      className={styles.line}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 8 + depth * 14 }}
      onDragStart={(event) => dragPath(event.dataTransfer, path, shown.offset)}
      onClick={onChoose}
      onKeyDown={undefined}
    >
      <span className={styles.chevron}>
        {hasInside ? <Icon name={isOpen ? "chevron-down" : "chevron-right"} size={12} /> : null}
      </span>
      {key === undefined ? null : <span className={styles.key}>{key}</span>}
      {hasInside ? (
        <span className={styles.count}>{t(`data.count.${container.kind}`, { count: container.count })}</span>
      ) : null}
      {isOpen ? <span className={styles.value} /> : <ValueText value={value} />}
      {value === undefined ? null : <DataActions shown={shown} path={path} value={value} />}
    </div>
  );
}

/** The line a key leads to; it also opens and closes. undefined = the key is not ours. */
function moveByKey(key: string, { tree, active }: { tree: DataTree; active: number }): number | undefined {
  const row = tree.row(active);
  switch (key) {
    case "ArrowDown":
      return active + 1;
    case "ArrowUp":
      return active - 1;
    case "Home":
      return 0;
    case "End":
      return tree.length - 1;
    case "PageDown":
      return active + 20;
    case "PageUp":
      return active - 20;
    case "Enter":
    case " ":
      tree.toggle(active);
      return active;
    case "ArrowRight":
      if (row?.isOpen === true) return active + 1;
      tree.toggle(active);
      return active;
    case "ArrowLeft":
      if (row?.isOpen === true) tree.toggle(active);
      return row?.isOpen === true ? active : parentOf(tree, active);
    default:
      return undefined;
  }
}

function parentOf(tree: DataTree, active: number): number {
  const depth = tree.row(active)?.depth ?? 0;
  for (let at = active - 1; at >= 0 && depth > 0; at -= 1) if ((tree.row(at)?.depth ?? 0) < depth) return at;
  return active;
}
