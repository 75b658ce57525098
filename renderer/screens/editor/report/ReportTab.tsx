import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useShownRun } from "../../../commands/useShownRun.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { RunShown } from "../../../state/ports/RunPort.ts";
import { useText } from "../../../text/useText.ts";
import { ReadFailure } from "../../../ui/ReadFailure.tsx";
import { ReportTableView } from "../../../ui/ReportTableView.tsx";
import { NoRun } from "../NoRun.tsx";
import styles from "./ReportTab.module.css";

/** How often a report is read again while its run goes on, ms. */
const period = 2_000;

/** The tables that the steps of the shown run have filled, and the report as a file. */
export function ReportTab(): ReactElement {
  const t = useText();
  const run = useShownRun();
  if (run === undefined) return <NoRun purpose={t("report.purpose")} />;
  return <RunReport run={run} />;
}

function RunReport({ run }: { run: RunShown }): ReactElement {
  const t = useText();
  const { reports } = useWorkbench();
  const isRunning = run.state === "PENDING" || run.state === "STARTED";
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["report", run.id, run.state],
    queryFn: async () => (await reports.read(run.id)) ?? null,
    refetchInterval: isRunning ? period : false,
    placeholderData: (before, query) => (query?.queryKey[1] === run.id ? before : undefined),
  });
  // What was read before stays while it cannot be read anew.
  if (error !== null && !data) {
    const reason = t("report.failed", { reason: error.message });
    return <ReadFailure reason={reason} onRetry={() => void refetch()} />;
  }
  if (isPending) return <p className={styles.quiet}>{t("report.loading")}</p>;
  if (data === undefined || data === null)
    return <p className={styles.quiet}>{t(isRunning ? "report.noneYet" : "report.none")}</p>;
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        {(["csv", "html"] as const).map((format) => (
          <Anchor key={format} size="xs" href={reports.fileAddress(run.id, format)} download>
            {t(`report.${format}`)}
          </Anchor>
        ))}
      </div>
      {/* biome-ignore lint/a11y: what scrolls must be reached by keys */}
      <div className={styles.scroll} role="group" aria-label={t("panel.report")} tabIndex={0}>
        {data.map((table) => (
          <ReportTableView key={table.name} table={table} />
        ))}
      </div>
    </div>
  );
}
