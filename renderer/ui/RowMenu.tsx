import { ActionIcon, Menu } from "@mantine/core";
import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import { Icon } from "./Icon.tsx";
import { setDeletion } from "./rowDeletions.ts";

export interface RowAction {
  title: string;
  /** undefined = it cannot be done here, and is not offered. */
  act: (() => void) | undefined;
  /** It takes something away. */
  isRed?: boolean;
}

/** What one can do with a row of a table, behind three dots; nothing at all when nothing can be done. */
export function RowMenu({ name, actions }: { name: string; actions: readonly RowAction[] }): ReactElement | null {
  const t = useText();
  const items = actions.flatMap(({ act, ...action }) => (act === undefined ? [] : [{ ...action, act }]));
  if (items.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          ref={(button) => {
            if (button !== null) setDeletion(button, items.find(({ isRed }) => isRed)?.act);
          }}
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t("places.actions", { name })}
        >
          <Icon name="ellipsis" size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ title, act, isRed = false }) => (
          <Menu.Item key={title} {...(isRed ? { color: "var(--sl-look-failed)" } : {})} onClick={act}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
