import { Menu } from "@mantine/core";
import { type ReactElement, type ReactNode, useState } from "react";
import styles from "./PointMenu.module.css";

interface PointMenuProps {
  /** Where it opens, pixels of the window. */
  at: { x: number; y: number };
  label: string;
  onClose: () => void;
  /** What had the focus is gone or cannot have it: somebody else takes the keys. */
  onFocusLost?: () => void;
  children: ReactNode;
}

/** A context menu: it is open as long as it is there, and the focus goes back to where it was. */
export function PointMenu({ at, label, onClose, onFocusLost, children }: PointMenuProps): ReactElement {
  const [origin] = useState(() => document.activeElement);
  const close = (): void => {
    onClose();
    if (origin instanceof HTMLElement && origin.isConnected && origin.tabIndex >= 0) origin.focus();
    else onFocusLost?.();
  };
  return (
    <Menu
      opened
      onClose={close}
      position="bottom-start"
      offset={0}
      width={260}
      returnFocus={false}
      floatingStrategy="fixed"
      // A long menu moves up beside the pointer, and scrolls where even that is too little.
      middlewares={{ flip: true, shift: { crossAxis: true, padding: 8 } }}
    >
      <Menu.Target>
        <button
          type="button"
          className={styles.anchor}
          tabIndex={-1}
          aria-label={label}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown mah="calc(100vh - 16px)" style={{ overflowY: "auto" }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
