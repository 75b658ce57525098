import type { ReactElement } from "react";
import type { MenuName } from "../commands/Command.ts";
import { commands } from "../commands/commands.ts";
import { isMac, printKey } from "../commands/keys.ts";
import { useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { useText } from "../text/useText.ts";
import { Dialog } from "../ui/Dialog.tsx";
import styles from "./KeyList.module.css";

const menus: MenuName[] = ["edit", "step", "arrange", "view", "run"];

/** All commands that have keys, with all their keys. */
export function KeyList(): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const isOpen = useSession((state) => state.keyList);
  if (!isOpen) return null;
  const close = (): void => {
    workbench.session.set({ keyList: false });
    workbench.canvas.focus();
  };
  return (
    <Dialog isRead onClose={close} title={t("keys.title")} width={780}>
      <div className={styles.columns}>
        {menus.map((menu) => (
          <section key={menu} className={styles.menu}>
            <h3>{t(`menu.${menu}`)}</h3>
            <dl>
              {commands
                .filter((command) => command.menu === menu && command.keys !== undefined)
                .map(({ id, keys = [] }) => (
                  <div key={id}>
                    <dt>{t(`command.${id}`)}</dt>
                    <dd>
                      {keys.map((key) => (
                        <kbd key={key}>{printKey(key, isMac())}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
