import { ActionIcon, Tooltip } from "@mantine/core";
import { useStore } from "@xyflow/react";
import type { ReactElement } from "react";
import type { CommandId } from "../commands/Command.ts";
import { getCommand, runCommand } from "../commands/commands.ts";
import { printKeyOf, useOwnKeys } from "../commands/useKeyOf.ts";
import { useWorkbench } from "../commands/WorkbenchContext.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";

const shown: CommandId[] = ["view.zoomOut", "view.zoomIn", "view.fit", "arrange.all", "view.minimap"];

/** Zoom and overview, at the lower right of the canvas. */
export function CanvasControls(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const own = useOwnKeys();
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <div className="canvas-controls" data-covers>
      {shown.map((id) => {
        const command = getCommand(id);
        const key = printKeyOf(command, own);
        const title = `${t(`command.${id}`)}${key === undefined ? "" : ` (${key})`}`;
        return (
          <Tooltip key={id} label={title} position="top">
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label={t(`command.${id}`)}
              onClick={() => runCommand(workbench, command)}
            >
              <Icon name={command.icon} />
            </ActionIcon>
          </Tooltip>
        );
      })}
      <span className="canvas-zoom">{percent} %</span>
    </div>
  );
}
