import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useEffect, useState } from "react";
import { getCommand } from "../commands/commands.ts";
import { findCommandForKey, isKeyOf, isMac } from "../commands/keys.ts";
import { createKeyStore, type OwnKeys } from "../state/keys/createKeyStore.ts";
import type { PlacePort } from "../state/ports/PlacePort.ts";
import { useText } from "../text/useText.ts";
import { Chooser } from "../ui/Chooser.tsx";
import { findDeletion } from "../ui/rowDeletions.ts";
import { toNamedActions } from "../ui/toNamedActions.tsx";
import { browserStorage } from "./browser.ts";

/** The keys of tables and of the list that opens anything by name, where no application is on screen. */
export function PlaceKeys({ places }: { places: PlacePort }): ReactElement {
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
        readOwnKeys(),
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
  const { data } = useQuery({ queryKey: ["named"], queryFn: () => places.listNamed(), enabled: isOpen, staleTime: 0 });
  return (
    <Chooser
      isOpen={isOpen}
      label={t("command.file.open")}
      placeholder={t("opener.searchPlaces")}
      none={t("opener.none")}
      actions={toNamedActions([...(data ?? []), ...places.listPlaces()], { t, go: places.go })}
      isKey={(event) => isKeyOf(getCommand("file.open"), event, { own: readOwnKeys(), isMac: isMac() })}
      onOpen={() => setIsOpen(true)}
      onClose={() => setIsOpen(false)}
    />
  );
}

/** The keys that were given last, in the settings perhaps. */
function readOwnKeys(): OwnKeys {
  return createKeyStore({ storage: browserStorage, port: undefined, onError: reportError }).store.getState();
}

/** What goes to the field that narrows the rows of the place. */
function findFilter(): (() => void) | undefined {
  const field = document.querySelector<HTMLInputElement>("main input[type=search]");
  return field === null ? undefined : () => field.select();
}
