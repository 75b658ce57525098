import { Menu } from "@mantine/core";
import { Fragment, type ReactElement } from "react";
import type { Command } from "../commands/Command.ts";
import { runCommand } from "../commands/commands.ts";
import { listMenu } from "../commands/listMenu.ts";
import { useKeyOf } from "../commands/useKeyOf.ts";
import { useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import type { SessionState } from "../state/session/SessionState.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import { PointMenu } from "../ui/PointMenu.tsx";

type MenuAt = NonNullable<SessionState["menu"]>;

/** The context menu: the commands that fit what was clicked, on the canvas or in a panel. */
export function CanvasMenu(): ReactElement | null {
  const menu = useSession((state) => state.menu);
  return menu === undefined ? null : <OpenMenu key={`${menu.place} ${menu.x} ${menu.y}`} menu={menu} />;
}

function OpenMenu({ menu }: { menu: MenuAt }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  return (
    <PointMenu
      at={menu}
      label={t("canvas.menu")}
      onClose={() => workbench.session.set({ menu: undefined })}
      onFocusLost={() => workbench.canvas.focus()}
    >
      {listMenu(menu.place, workbench).map(({ commands, isLine }, index) => (
        <Fragment key={commands[0]?.id}>
          {index === 0 ? null : <Menu.Divider />}
          {isLine ? (
            <CommandLine commands={commands} />
          ) : (
            commands.map((command) => <CommandItem key={command.id} command={command} />)
          )}
        </Fragment>
      ))}
    </PointMenu>
  );
}

/** Commands beside each other: spots of colour, or icons. */
function CommandLine({ commands }: { commands: readonly Command[] }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  return (
    <div className="menu-line">
      {commands.map((command) => (
        <Menu.Item
          key={command.id}
          className={command.swatch === undefined ? "menu-icon" : "menu-swatch"}
          data-colour={command.swatch}
          disabled={command.refusal(workbench) !== undefined}
          aria-label={t(`command.${command.id}`)}
          title={t(command.refusal(workbench) ?? `command.${command.id}`)}
          onClick={() => runCommand(workbench, command)}
        >
          {command.icon === undefined ? null : <Icon name={command.icon} size={14} />}
        </Menu.Item>
      ))}
    </div>
  );
}

/** A command in a menu: greyed out with the reason when it cannot be done. */
export function CommandItem({ command }: { command: Command }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const refusal = command.refusal(workbench);
  const key = useKeyOf(command);
  return (
    <Menu.Item
      disabled={refusal !== undefined}
      title={refusal === undefined ? undefined : t(refusal)}
      leftSection={command.icon === undefined ? <span className="icon-gap" /> : <Icon name={command.icon} size={14} />}
      rightSection={key === undefined ? null : <kbd className="menu-key">{key}</kbd>}
      onClick={() => runCommand(workbench, command)}
    >
      {t(`command.${command.id}`)}
    </Menu.Item>
  );
}
