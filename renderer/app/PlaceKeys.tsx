import { createSpotlight, Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useEffect, useState } from "react";
import { findCommandForKey, isMac } from "../commands/keys.ts";
import { createKeyStore } from "../state/keys/createKeyStore.ts";
import type { PlacePort } from "../state/ports/PlacePort.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import { findDeletion } from "../ui/rowDeletions.ts";
import { useListKeys } from "../ui/useListKeys.ts";
import { browserStorage } from "./browser.ts";
import { targets } from "./Rail.tsx";

const [store, opener] = createSpotlight();

/** The keys of tables and of the list that opens anything by name, where no application is on screen. */
export function PlaceKeys({ places, go }: { places: PlacePort; go(address: string): void }): ReactElement {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { activeElement } = document;
      if (event.defaultPrevented || event.isComposing) return;
      const isIn = (selector: string): boolean => activeElement?.closest(selector) != null;
      const command = findCommandForKey(
        event,
        {
          isText: isIn("input, textarea, select, [contenteditable=true], .monaco-editor"),
          // A place is a table with what belongs to it.
          isTable: true,
          isCode: isIn(".monaco-editor"),
          isDialog: isIn("[role=dialog], [role=menu]"),
          isCanvas: false,
          letterKeys: false,
          isMac: isMac(),
        },
        // Those that were given last, in the settings perhaps.
        createKeyStore({ storage: browserStorage, port: undefined, onError: reportError }).store.getState(),
      );
      const act =
        command?.id === "file.open"
          ? () => setIsOpen(true)
          : command?.id === "table.filter"
            ? findFilter()
            : command?.id === "table.deleteRow"
              ? findDeletion(activeElement)
              : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const { data } = useQuery({ queryKey: ["openable"], queryFn: () => places.list(), enabled: isOpen, staleTime: 0 });
  useEffect(() => {
    if (isOpen) opener.open();
    else opener.close();
  }, [isOpen]);
  useListKeys(isOpen, opener.close);
  const actions: SpotlightActionData[] = [
    ...(data ?? []).map(({ name, friendlyName }) => ({
      id: `application ${name}`,
      label: friendlyName || name,
      description: friendlyName === "" || friendlyName === name ? t("opener.application") : name,
      leftSection: <Icon name="git-fork" />,
      onClick: () => places.open(name),
    })),
    ...targets.map(({ address, icon, title }) => ({
      id: address,
      label: t(title),
      description: t("opener.place"),
      leftSection: <Icon name={icon} />,
      onClick: () => go(address),
    })),
  ];
  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      nothingFound={t("opener.none")}
      scrollable
      size={560}
      maxHeight={400}
      limit={60}
      highlightQuery
      attributes={{ content: { "aria-label": t("command.file.open") } }}
      searchProps={{
        placeholder: t("opener.searchPlaces"),
        "aria-label": t("opener.searchPlaces"),
        leftSection: <Icon name="search" />,
      }}
      onSpotlightClose={() => setIsOpen(false)}
    />
  );
}

/** What goes to the field that narrows the rows of the place. */
function findFilter(): (() => void) | undefined {
  const field = document.querySelector<HTMLInputElement>("main input[type=search]");
  return field === null ? undefined : () => field.select();
}
