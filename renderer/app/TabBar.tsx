import type { ReactElement } from "react";
import { useStore } from "zustand";
import type { TabStore } from "../state/tabs/createTabStore.ts";
import { useText } from "../text/useText.ts";
import { followLink } from "../ui/followLink.ts";
import { Icon } from "../ui/Icon.tsx";
import { toAddress } from "./addresses.ts";
import styles from "./TabBar.module.css";

export interface TabBarProps {
  tabs: TabStore;
  /** The application on screen; undefined = the list. */
  shown: string | undefined;
  /** undefined = the list of applications. */
  open(name: string | undefined): void;
}

/** The applications that are open, as links; one with unpublished changes has a dot. */
export function TabBar({ tabs, shown, open }: TabBarProps): ReactElement | null {
  const t = useText();
  const list = useStore(tabs.store);
  if (list.length === 0) return null;
  const close = (name: string): void => {
    const next = tabs.close(name);
    if (name === shown) open(next?.name);
  };
  return (
    <nav className={styles.bar} aria-label={t("tabs.label")}>
      <Tab address="/" isShown={shown === undefined} onOpen={() => open(undefined)}>
        <Icon name="layout-grid" size={14} />
        {t("applications.title")}
      </Tab>
      {list.map(({ name, title, hasChanges }) => (
        <span key={name} className={styles.tab} data-shown={name === shown}>
          <Tab address={toAddress({ name })} isShown={name === shown} onOpen={() => open(name)}>
            {hasChanges ? <span className={styles.dot} role="img" aria-label={t("tabs.changes")} /> : null}
            <span className={styles.title}>{title}</span>
          </Tab>
          <button
            type="button"
            className={styles.close}
            aria-label={t("tabs.close", { name: title })}
            onClick={() => close(name)}
          >
            <Icon name="x" size={12} />
          </button>
        </span>
      ))}
    </nav>
  );
}

interface TabProps {
  address: string;
  isShown: boolean;
  onOpen(): void;
  children: React.ReactNode;
}

function Tab({ address, isShown, onOpen, children }: TabProps): ReactElement {
  return (
    <a
      href={address}
      className={styles.link}
      {...(isShown ? { "aria-current": "page" as const } : {})}
      onClick={followLink(onOpen)}
    >
      {children}
    </a>
  );
}
