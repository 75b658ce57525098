import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { CommandItem } from "../../../canvas/CanvasMenu.tsx";
import { commands } from "../../../commands/commands.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";

/** Everything one can do with the document as a whole. */
export function FileMenu(): ReactElement {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={248} withinPortal>
      <Menu.Target>
        <Tooltip label={t("menu.file")} disabled={isOpen}>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={t("menu.file")}>
            <Icon name="ellipsis" />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {isOpen
          ? commands
              .filter(({ menu }) => menu === "file")
              .map((command) => <CommandItem key={command.id} command={command} />)
          : null}
      </Menu.Dropdown>
    </Menu>
  );
}
