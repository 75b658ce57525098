import { Button, Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import { getCommand, runCommand } from "../../commands/commands.ts";
import { useKeyOf } from "../../commands/useKeyOf.ts";
import { useShownRun } from "../../commands/useShownRun.ts";
import { useDocument, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { StateBadge } from "../../ui/StateBadge.tsx";
import { CommandButton } from "./CommandButton.tsx";
import { lookOfRun } from "./lookOfRun.ts";
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
        </>
      )}
      {run === undefined ? (
        <span className={styles.none}>{t("run.none")}</span>
      ) : (
        <span className={styles.run} role="status">
          <span>{t("run.of", { time: toTime(run.acceptedAt) })}</span>
          <StateBadge look={lookOfRun(run)} word={t(`run.state.${run.state}`)} />
        </span>
      )}
      <RunChoice />
    </div>
  );
}

function toTime(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
