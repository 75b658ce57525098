import { Button, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useStore } from "zustand";
import type { Command, MenuName } from "../commands/Command.ts";
import { commands } from "../commands/commands.ts";
import { isMac, keysOf, printKey } from "../commands/keys.ts";
import type { KeyStore } from "../state/keys/createKeyStore.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import { KeyField } from "./KeyField.tsx";
import styles from "./KeyList.module.css";

const menus: MenuName[] = ["file", "edit", "step", "arrange", "view", "run"];

export interface KeyTableProps {
  keys: KeyStore;
  /** Of the headings of menus. */
  heading: "h2" | "h3";
  /** The id of the command that waits for a key. */
  changing: string | undefined;
  onChanging(id: string | undefined): void;
}

/** All commands with their keys, found by a word or a key; each can be given another one. */
export function KeyTable({ keys, heading: Heading, changing, onChanging }: KeyTableProps): ReactElement {
  const t = useText();
  const own = useStore(keys.store);
  const [query, setQuery] = useState("");
  const fits = (command: Command): boolean => {
    const { id, scope } = command;
    const where = scope === "table" || scope === "code" ? [t(`keys.in.${scope}`)] : [];
    const texts = [t(`command.${id}`), ...where, ...keysOf(command, own).map((key) => printKey(key, isMac()))];
    return texts.some((text) => text.toLowerCase().includes(query.trim().toLowerCase()));
  };
  const found = menus.flatMap((menu) => {
    const list = commands.filter((command) => command.menu === menu && fits(command));
    return list.length === 0 ? [] : [{ menu, list }];
  });
  return (
    <>
      <TextInput
        size="xs"
        className={styles.search}
        placeholder={t("keys.search")}
        aria-label={t("keys.search")}
        leftSection={<Icon name="search" size={14} />}
        value={query}
        data-autofocus
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {found.length === 0 ? <p className={styles.help}>{t("palette.none")}</p> : null}
      <div className={styles.columns}>
        {found.map(({ menu, list }) => (
          <section key={menu} className={styles.menu}>
            <Heading>{t(`menu.${menu}`)}</Heading>
            <ul>
              {list.map((command) => (
                <KeyField
                  key={command.id}
                  command={command}
                  store={keys}
                  isChanging={changing === command.id}
                  onChanging={(isChanging) => onChanging(isChanging ? command.id : undefined)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** What one can do with the keys, and the way back to those that came with the program. */
export function KeyHelp({ keys }: { keys: KeyStore }): ReactElement {
  const t = useText();
  const own = useStore(keys.store);
  return (
    <>
      <span className={styles.help}>{t("keys.help")}</span>
      <Button variant="default" disabled={Object.keys(own).length === 0} onClick={() => keys.reset()}>
        {t("keys.resetAll")}
      </Button>
    </>
  );
}
