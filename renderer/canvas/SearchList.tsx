import { useReactFlow } from "@xyflow/react";
import { type ReactElement, type ReactNode, useEffect, useRef, useState } from "react";
import type { Point } from "../state/ports/CanvasPort.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./SearchList.module.css";

export interface SearchItem {
  key: string;
  icon: string;
  name: string;
  /** What stands at the right: a category, or why it cannot be chosen. */
  detail: string | undefined;
  isRefused?: boolean;
}

export interface SearchListProps<Item extends SearchItem> {
  title: string;
  placeholder: string;
  /** What stands in the list when nothing fits. */
  none: string;
  /** Where it opens, in canvas units. */
  at: Point;
  /** Stands above the list. */
  head?: ReactNode;
  search: (query: string) => readonly Item[];
  onChoose: (item: Item) => void;
  onClose: () => void;
}

const [width, height] = [300, 340];

/** A list that opens on the canvas to choose from by typing. */
export function SearchList<Item extends SearchItem>(props: SearchListProps<Item>): ReactElement {
  const { title, placeholder, none, at, head, search, onChoose, onClose } = props;
  const { flowToScreenPosition } = useReactFlow();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const found = search(query).slice(0, 50);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    // It may return a promise, which would pass for a clean-up.
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const choose = (item: Item | undefined): void => {
    if (item !== undefined && !item.isRefused) onChoose(item);
  };
  const { x, y } = flowToScreenPosition(at);
  const place = {
    left: Math.max(0, Math.min(x, window.innerWidth - width)),
    top: Math.max(0, Math.min(y, window.innerHeight - height)),
  };
  return (
    <div
      className={styles.chooser}
      style={place}
      role="dialog"
      aria-label={title}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      {head}
      <input
        ref={field}
        className={styles.search}
        placeholder={placeholder}
        aria-label={placeholder}
        role="combobox"
        aria-expanded="true"
        aria-controls="search-list"
        aria-activedescendant={found[active] === undefined ? undefined : `search-${active}`}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setActive(Math.min(active + 1, found.length - 1));
          else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
          else if (event.key === "Enter") choose(found[active]);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div ref={list} className={styles.list} id="search-list" role="listbox" aria-label={title}>
        {found.map((item, index) => (
          <div
            key={item.key}
            id={`search-${index}`}
            className={styles.option}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            aria-disabled={item.isRefused === true}
            onPointerEnter={() => setActive(index)}
            // Before the field loses the focus and the list closes.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(item);
            }}
          >
            <Icon name={item.icon} />
            <span className={styles.name}>{item.name}</span>
            <span className={styles.category}>{item.detail}</span>
          </div>
        ))}
        {found.length === 0 ? <p className={styles.none}>{none}</p> : null}
      </div>
    </div>
  );
}
