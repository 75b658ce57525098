import type { SpotlightActionData } from "@mantine/spotlight";
import { type ReactElement, useRef } from "react";
import type { Command } from "../../commands/Command.ts";
import { commands, runCommand } from "../../commands/commands.ts";
import { printKeyOf, useIsKeyOf, useOwnKeys } from "../../commands/useKeyOf.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Chooser } from "../../ui/Chooser.tsx";
import { Icon } from "../../ui/Icon.tsx";

/** Those that can be done now first. */
function sortByUse(workbench: Workbench): Command[] {
  const refused = (command: Command): number => (command.refusal(workbench) === undefined ? 0 : 1);
  return [...commands].sort((a, b) => refused(a) - refused(b));
}

/** All commands by name, with their keys. */
export function CommandPalette(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const own = useOwnKeys();
  const isOpen = useSession((state) => state.palette);
  const chosen = useRef<Command>(undefined);
  const actions = isOpen
    ? sortByUse(workbench).map((command): SpotlightActionData => {
        const refusal = command.refusal(workbench);
        const key = printKeyOf(command, own);
        return {
          id: command.id,
          label: t(`command.${command.id}`),
          description: refusal === undefined ? t(`menu.${command.menu}`) : t(refusal),
          disabled: refusal !== undefined,
          leftSection: <Icon name={command.icon ?? "command"} />,
          rightSection: key === undefined ? null : <kbd className="menu-key">{key}</kbd>,
          onClick: () => {
            chosen.current = command;
          },
        };
      })
    : [];
  return (
    <Chooser
      isOpen={isOpen}
      label={t("palette.open")}
      placeholder={t("palette.search")}
      none={t("palette.none")}
      actions={actions}
      isKey={useIsKeyOf("view.palette")}
      // The focus goes where the command puts it, which may be a list that closes when it loses it.
      returnFocus={false}
      onOpen={() => workbench.session.set({ palette: true })}
      onClose={() => {
        workbench.session.set({ palette: false });
        workbench.canvas.focus();
        const command = chosen.current;
        chosen.current = undefined;
        if (command !== undefined) runCommand(workbench, command);
      }}
    />
  );
}
