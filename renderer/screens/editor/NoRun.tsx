import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { getCommand, runCommand } from "../../commands/commands.ts";
import { openRun } from "../../commands/openRun.ts";
import { useDocument, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./NoRun.module.css";

/** A panel that needs a run where none is shown: whether there are any, what it would show, and the ways to one. */
export function NoRun({ purpose }: { purpose: string }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { runs } = workbench;
  // What can be run changes with the document.
  useDocument(({ flow }) => flow.steps.length === 0);
  const { data } = useQuery({
    queryKey: ["recentRuns", workbench.name, "last"],
    queryFn: async () => (await runs?.recent())?.[0] ?? null,
    gcTime: 0,
    retry: false,
  });
  const start = getCommand("run.start");
  const button = { size: "compact-sm", variant: "default" } as const;
  return (
    <div className={styles.noRun}>
      <p>
        {t(data ? "run.noneShown" : "run.noneYet")} {purpose}
      </p>
      {start.refusal(workbench) === undefined ? (
        <Button
          {...button}
          leftSection={<Icon name={start.icon} size={12} />}
          onClick={() => runCommand(workbench, start)}
        >
          {t("command.run.start")}
        </Button>
      ) : null}
      {data ? (
        <Button {...button} onClick={() => openRun(workbench, { run: data.id, application: data.appName })}>
          {t("run.showLast")}
        </Button>
      ) : null}
    </div>
  );
}
