import { ActionIcon, Tooltip } from "@mantine/core";
import { useStore } from "@xyflow/react";
import type { ReactElement } from "react";
import type { CommandId } from "../commands/Command.ts";
import { getCommand, runCommand } from "../commands/commands.ts";
import { isMac, printKey } from "../commands/keys.ts";
import { useWorkbench } from "../commands/WorkbenchContext.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";

const shown: CommandId[] = ["view.zoomOut", "view.zoomIn", "view.fit", "arrange.all", "view.minimap"];

/** Zoom and overview, at the lower right of the canvas. */
export function CanvasControls(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <div className="canvas-controls">
      {shown.map((id) => {
        const { icon, keys = [] } = getCommand(id);
        const key = keys[0] === undefined ? "" : ` (${printKey(keys[0], isMac())})`;
        const title = `${t(`command.${id}`)}${key}`;
        return (
          <Tooltip key={id} label={title} position="top">
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label={t(`command.${id}`)}
              onClick={() => runCommand(workbench, getCommand(id))}
            >
              <Icon name={icon} />
            </ActionIcon>
          </Tooltip>
        );
      })}
      <span className="canvas-zoom">{percent} %</span>
    </div>
  );
}
