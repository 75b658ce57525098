import { ActionIcon, Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import type { CommandId } from "../../commands/Command.ts";
import { getCommand, runCommand } from "../../commands/commands.ts";
import { isMac, printKey } from "../../commands/keys.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";

export interface CommandButtonProps {
  id: CommandId;
  /** The icon, when it shows a state and not the command. */
  icon?: string;
  isActive?: boolean;
}

/** A command as an icon. Its tip says what it does, its key, and why it cannot be done now. */
export function CommandButton({ id, icon, isActive = false }: CommandButtonProps): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const command = getCommand(id);
  const refusal = command.refusal?.(workbench);
  const [key] = command.keys ?? [];
  const title = `${t(`command.${id}`)}${key === undefined ? "" : ` (${printKey(key, isMac())})`}`;
  return (
    <Tooltip label={refusal === undefined ? title : `${title}: ${t(refusal)}`}>
      <ActionIcon
        variant={isActive ? "light" : "subtle"}
        color={isActive ? "water" : "gray"}
        size={28}
        aria-label={t(`command.${id}`)}
        aria-pressed={isActive || undefined}
        {...(refusal === undefined ? {} : { "data-disabled": true, "aria-disabled": true })}
        onClick={() => runCommand(workbench, command)}
      >
        <Icon name={icon ?? command.icon} />
      </ActionIcon>
    </Tooltip>
  );
}
