import { createSpotlight, Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { Icon } from "./Icon.tsx";
import { useListKeys } from "./useListKeys.ts";

export interface ChooserProps {
  isOpen: boolean;
  /** What the list is, for screen readers. */
  label: string;
  /** What the empty field says. */
  placeholder: string;
  /** What is said where nothing is found. */
  none: string;
  actions: SpotlightActionData[];
  /** Whether it is the key that opens the list: pressed again it closes it. */
  isKey: (event: KeyboardEvent) => boolean;
  /** The focus goes back to where it was; else where `onClose` puts it. */
  returnFocus?: boolean;
  onOpen: () => void;
  onClose: () => void;
}

/** A list that opens over everything, narrowed by what is typed. */
export function Chooser(props: ChooserProps): ReactElement {
  const { isOpen, label, placeholder, none, actions, returnFocus = true, onClose } = props;
  const [[store, list]] = useState(createSpotlight);
  useEffect(() => {
    if (isOpen) list.open();
    else list.close();
  }, [list, isOpen]);
  useListKeys(isOpen, list.close);
  const isShown = (): boolean => store.getState().opened;
  useOwnKey(props, { ...list, isShown });
  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      nothingFound={none}
      scrollable
      size={560}
      maxHeight={400}
      limit={60}
      highlightQuery
      attributes={{ content: { "aria-label": label } }}
      searchProps={{
        placeholder,
        "aria-label": placeholder,
        leftSection: <Icon name="search" />,
        onKeyDown: ({ key }) => key === "Enter" && selectFirst(store.getState().listId),
      }}
      returnFocus={returnFocus}
      // It may have been opened again before this is told.
      onSpotlightClose={() => isShown() || onClose()}
    />
  );
}

/** Rows that come after something was typed take the mark of the chosen one with them: Enter means the first one then. */
function selectFirst(listId: string): void {
  const list = document.getElementById(listId);
  if (list?.querySelector("[data-selected]")) return;
  list?.querySelector("[data-action]")?.setAttribute("data-selected", "true");
}

/** The key that opens the list closes it when it is open, and opens it again while it closes: its dialog has the focus still. */
function useOwnKey(props: ChooserProps, list: { open(): void; close(): void; isShown(): boolean }): void {
  const latest = useRef({ ...props, list });
  latest.current = { ...props, list };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { isOpen, isKey, label, onOpen, list } = latest.current;
      const dialog = event.target instanceof Element ? event.target.closest("[role=dialog]") : null;
      const isHere = isOpen || dialog?.getAttribute("aria-label") === label;
      const isTyped = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isHere || isTyped || event.isComposing || !isKey(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.repeat) return;
      // What is on screen counts: who opens it hears of its end a moment later.
      if (list.isShown()) list.close();
      else {
        onOpen();
        list.open();
      }
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}
