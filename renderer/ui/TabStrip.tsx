import { type KeyboardEvent, type ReactElement, useRef } from "react";
import { useText } from "../text/useText.ts";
import { Icon } from "./Icon.tsx";
import styles from "./TabStrip.module.css";
import { useHidden } from "./useHidden.ts";

export interface Tab<Id extends string> {
  id: Id;
  title: string;
  /** A number beside the title, such as that of problems; 0 and undefined show nothing. */
  count?: number | undefined;
}

interface TabStripProps<Id extends string> {
  label: string;
  tabs: readonly Tab<Id>[];
  open: Id;
  onOpen: (id: Id) => void;
  /** Something is dragged over a tab. */
  onDragOver?: (id: Id, data: DataTransfer) => void;
}

/**
 * Tabs in a line, one of them open. One stop of the Tab key; arrows, Home and End go from tab to tab. A line that is too long
 * is moved along, by the mouse with a button at each end.
 */
export function TabStrip<Id extends string>({
  label,
  tabs,
  open,
  onOpen,
  onDragOver,
}: TabStripProps<Id>): ReactElement {
  const t = useText();
  const line = useRef<HTMLDivElement>(null);
  const hidden = useHidden(line, open);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = neighbour(
      tabs.map(({ id }) => id),
      open,
      event.key,
    );
    if (next === undefined) return;
    event.preventDefault();
    onOpen(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div className={styles.strip} data-before={hidden.before} data-after={hidden.after}>
      <div ref={line} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={onKeyDown}>
        {tabs.map(({ id, title, count }) => (
          <button
            key={id}
            type="button"
            role="tab"
            data-tab={id}
            tabIndex={id === open ? 0 : -1}
            aria-selected={id === open}
            className={styles.tab}
            onClick={() => onOpen(id)}
            onDragEnter={(event) => onDragOver?.(id, event.dataTransfer)}
          >
            {title}
            {count === undefined || count === 0 ? null : <span className={styles.count}>{count}</span>}
          </button>
        ))}
      </div>
      {(["before", "after"] as const).map((side) =>
        hidden[side] ? (
          // Keys reach all tabs without it.
          <button
            key={side}
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            className={styles.more}
            data-side={side}
            title={t(`tabs.${side}`)}
            onClick={() => scroll(line.current, side)}
          >
            <Icon name={side === "before" ? "chevron-left" : "chevron-right"} size={14} />
          </button>
        ) : null,
      )}
    </div>
  );
}

/** By what is seen of it, without the tab that stands there cut. */
function scroll(line: HTMLElement | null, side: "before" | "after"): void {
  if (line !== null) line.scrollLeft += (side === "before" ? -1 : 1) * line.clientWidth * 0.75;
}

function neighbour<Id>(ids: readonly Id[], open: Id, key: string): Id | undefined {
  if (key === "Home") return ids[0];
  if (key === "End") return ids.at(-1);
  const by = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  return by === 0 ? undefined : ids[(ids.indexOf(open) + by + ids.length) % ids.length];
}
