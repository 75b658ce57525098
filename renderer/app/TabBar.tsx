import { type ReactElement, Suspense, useState } from "react";
import { useStore } from "zustand";
import type { TabStore } from "../state/tabs/createTabStore.ts";
import { useText } from "../text/useText.ts";
import { followLink } from "../ui/followLink.ts";
import { Icon } from "../ui/Icon.tsx";
import { toAddress } from "./addresses.ts";
import { createPart } from "./createPart.tsx";
import styles from "./TabBar.module.css";

const tabMenu = createPart(async () => (await import("./TabMenu.tsx")).TabMenu);

export interface TabBarProps {
  tabs: TabStore;
  /** The application on screen; undefined = the list. */
  shown: string | undefined;
  /** undefined = the list of applications. */
  open(name: string | undefined): void;
  close(names: readonly string[]): void;
  copyLink(name: string): void;
}

/** The applications that are open, as links; one with unpublished changes has a dot. */
export function TabBar({ tabs, shown, open, close, copyLink }: TabBarProps): ReactElement | null {
  const t = useText();
  const list = useStore(tabs.store);
  const [menu, setMenu] = useState<{ name: string; title: string; x: number; y: number }>();
  if (list.length === 0) return null;
  return (
    <nav className={styles.bar} aria-label={t("tabs.label")}>
      <Tab address="/" isShown={shown === undefined} onOpen={() => open(undefined)}>
        <Icon name="layout-grid" size={14} />
        {t("applications.title")}
      </Tab>
      {list.map(({ name, title, hasChanges }) => (
        <span key={name} className={styles.tab} data-shown={name === shown}>
          <Tab
            address={toAddress({ name })}
            isShown={name === shown}
            onOpen={() => open(name)}
            onMenu={(at) => setMenu({ name, title, ...at })}
          >
            {hasChanges ? <span className={styles.dot} role="img" aria-label={t("tabs.changes")} /> : null}
            <span className={styles.title}>{title}</span>
          </Tab>
          <button
            type="button"
            className={styles.close}
            aria-label={t("tabs.close", { name: title })}
            onClick={() => close([name])}
          >
            <Icon name="x" size={12} />
          </button>
        </span>
      ))}
      {menu === undefined ? null : (
        <Suspense fallback={null}>
          <tabMenu.Shown
            key={`${menu.name} ${menu.x} ${menu.y}`}
            at={menu}
            title={menu.title}
            hasOthers={list.length > 1}
            onClose={() => setMenu(undefined)}
            onCloseTab={() => close([menu.name])}
            onCloseOthers={() => close(list.map(({ name }) => name).filter((name) => name !== menu.name))}
            onCopyLink={() => copyLink(menu.name)}
          />
        </Suspense>
      )}
    </nav>
  );
}

interface TabProps {
  address: string;
  isShown: boolean;
  onOpen(): void;
  /** Asked for its menu, at a point of the window; absent = it has none. */
  onMenu?(at: { x: number; y: number }): void;
  children: React.ReactNode;
}

function Tab({ address, isShown, onOpen, onMenu, children }: TabProps): ReactElement {
  return (
    <a
      href={address}
      className={styles.link}
      {...(isShown ? { "aria-current": "page" as const } : {})}
      onClick={followLink(onOpen)}
      onContextMenu={(event) => {
        if (onMenu === undefined) return;
        event.preventDefault();
        onMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      {children}
    </a>
  );
}
