import { Button, Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import { getCommand, runCommand } from "../../../commands/commands.ts";
import { useKeyOf } from "../../../commands/useKeyOf.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";

/** Saving is publishing: prominent while there is something to publish. */
export function SaveButton(): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const command = getCommand("file.save");
  const key = useKeyOf(command);
  const hasChanges = useDocument(({ history }) => history.changes > 0);
  if (workbench.document.readOnly !== undefined) return null;
  const refusal = command.refusal(workbench);
  const tip = `${t("save.help")}${key === undefined ? "" : ` (${key})`}`;
  return (
    <Tooltip label={refusal === undefined ? tip : t(refusal)}>
      <Button
        size="compact-md"
        variant={hasChanges ? "light" : "default"}
        {...(refusal === undefined ? {} : { "data-disabled": true, "aria-disabled": true })}
        onClick={() => runCommand(workbench, command)}
      >
        {t("command.file.save")}
      </Button>
    </Tooltip>
  );
}
