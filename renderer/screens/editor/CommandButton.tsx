import { ActionIcon, Tooltip } from "@mantine/core";
import { memo, type ReactElement, useCallback } from "react";
import type { CommandId } from "../../commands/Command.ts";
import { getCommand, runCommand } from "../../commands/commands.ts";
import { useKeyOf } from "../../commands/useKeyOf.ts";
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
  const refusal = command.refusal(workbench);
  const key = useKeyOf(command);
  const title = `${t(`command.${id}`)}${key === undefined ? "" : ` (${key})`}`;
  const tip = refusal === undefined ? title : `${title}: ${t(refusal)}`;
  const run = useCallback(() => runCommand(workbench, getCommand(id)), [workbench, id]);
  return (
    <IconButton
      {...{ tip, isActive, run }}
      label={t(`command.${id}`)}
      icon={icon ?? command.icon}
      isRefused={refusal !== undefined}
    />
  );
}

interface IconButtonProps {
  label: string;
  tip: string;
  icon: string | undefined;
  isActive: boolean;
  isRefused: boolean;
  run: () => void;
}

/** Drawn again only when it looks different: what a command may do is asked with each edit. */
const IconButton = memo(function IconButton(props: IconButtonProps): ReactElement {
  const { label, tip, icon, isActive, isRefused, run } = props;
  return (
    <Tooltip label={tip}>
      <ActionIcon
        variant={isActive ? "light" : "subtle"}
        color={isActive ? "water" : "gray"}
        size={28}
        aria-label={label}
        aria-pressed={isActive || undefined}
        {...(isRefused ? { "data-disabled": true, "aria-disabled": true } : {})}
        onClick={run}
      >
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
});
