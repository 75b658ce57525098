import { Button, Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import { getCommand, runCommand } from "../../commands/commands.ts";
import { useKeyOf } from "../../commands/useKeyOf.ts";
import { useShownRun } from "../../commands/useShownRun.ts";
import { useDocument, useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { RunBadge } from "../../ui/RunBadge.tsx";
import { toShortMoment } from "../../ui/toMoment.ts";
import { CommandButton } from "./CommandButton.tsx";
import styles from "./RunBar.module.css";
import { RunChoice } from "./RunChoice.tsx";

/** Run, debug, stop, and the run that the canvas shows. */
export function RunBar(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const run = useShownRun();
  useDocument(({ flow }) => flow.steps.length === 0);
  const isRunning = run?.state === "PENDING" || run?.state === "STARTED";
  const command = getCommand(isRunning ? "run.stop" : "run.start");
  const refusal = command.refusal(workbench);
  const key = useKeyOf(command);
  const title = `${t(`command.${command.id}`)}${key === undefined ? "" : ` (${key})`}`;
  return (
    <div className={styles.bar}>
      <Tooltip label={refusal === undefined ? title : t(refusal)}>
        <Button
          size="compact-md"
          variant={isRunning ? "default" : "filled"}
          leftSection={<Icon name={command.icon} size={14} />}
          {...(refusal === undefined ? {} : { "data-disabled": true, "aria-disabled": true })}
          onClick={() => runCommand(workbench, command)}
        >
          {t(`command.${command.id}`)}
        </Button>
      </Tooltip>
      {isRunning ? null : (
        <>
          <CommandButton id="run.debug" />
          <CommandButton id="run.custom" />
          <RunPartly />
        </>
      )}
      {run === undefined ? (
        <span className={styles.none}>{t("run.nothingShown")}</span>
      ) : (
        <span className={styles.run} role="status">
          <span>{t("run.of", { time: toShortMoment(run.acceptedAt) })}</span>
          <RunBadge run={run} />
        </span>
      )}
      <RunChoice />
    </div>
  );
}

/** Runs up to the selected steps, or from them. */
function RunPartly(): ReactElement {
  // What is selected says whether that can be done.
  useSession(({ selection }) => selection.steps.size === 0);
  return (
    <>
      <CommandButton id="run.toHere" />
      <CommandButton id="run.fromHere" />
    </>
  );
}
