import { Button, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { Command, MenuName } from "../commands/Command.ts";
import { commands } from "../commands/commands.ts";
import { isMac, keysOf, printKey } from "../commands/keys.ts";
import { useOwnKeys } from "../commands/useKeyOf.ts";
import { useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { useText } from "../text/useText.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { KeyField } from "./KeyField.tsx";
import styles from "./KeyList.module.css";

const menus: MenuName[] = ["file", "edit", "step", "arrange", "view", "run"];

/** All commands with their keys; each can be given another one. */
export function KeyList(): ReactElement | null {
  const isOpen = useSession((state) => state.keyList);
  return isOpen ? <OpenList /> : null;
}

function OpenList(): ReactElement {
  const t = useText();
  const { session, canvas, keys } = useWorkbench();
  const own = useOwnKeys();
  const [query, setQuery] = useState("");
  const [changing, setChanging] = useState<string>();
  const close = (): void => {
    session.set({ keyList: false });
    canvas.focus();
  };
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
    <Dialog
      onClose={close}
      title={t("keys.title")}
      width={860}
      keepsOnEscape={changing !== undefined}
      actions={
        <>
          <span className={styles.help}>{t("keys.help")}</span>
          <Button variant="default" disabled={Object.keys(own).length === 0} onClick={() => keys.reset()}>
            {t("keys.resetAll")}
          </Button>
        </>
      }
    >
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
            <h3>{t(`menu.${menu}`)}</h3>
            <ul>
              {list.map((command) => (
                <KeyField
                  key={command.id}
                  command={command}
                  isChanging={changing === command.id}
                  onChanging={(isChanging) => setChanging(isChanging ? command.id : undefined)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
