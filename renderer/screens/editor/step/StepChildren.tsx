import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { RunRecord, StepRunRecord } from "../../../../core/model/RunRecord.ts";
import { openRun } from "../../../commands/openRun.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { StateBadge } from "../../../ui/StateBadge.tsx";
import { toMoment } from "../../../ui/toMoment.ts";
import { lookOfRun } from "../lookOfRun.ts";
import styles from "./StepChildren.module.css";

const page = 20;
const period = 2_000;

/** The runs that a step has started: how many are in which state, and a list that opens each of them. */
export function StepChildren({ record }: { record: StepRunRecord }): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const [shown, setShown] = useState(page);
  const place = { run: record.runId, stepRun: record.id };
  const { data, error } = useQuery({
    queryKey: ["children", record.id, record.state],
    queryFn: async () => (await workbench.runs?.children(place)) ?? [],
    refetchInterval: record.finishedAt === undefined ? period : false,
  });
  if (error !== null) return <p className={styles.quiet}>{t("wait.childrenFailed", { reason: error.message })}</p>;
  if (data === undefined) return null;
  if (data.length === 0) return <p className={styles.quiet}>{t("wait.noChildren")}</p>;
  const counts = Map.groupBy(data, ({ state }) => state);
  return (
    <section className={styles.children} aria-label={t("wait.children")}>
      <h3>
        {t("wait.children")}
        {data.length < 2
          ? null
          : [...counts].map(([state, runs]) => (
              <StateBadge
                key={state}
                look={lookOfRun({ state, warning: false })}
                word={t(`run.state.${state}`)}
                detail={String(runs.length)}
              />
            ))}
      </h3>
      <ul>
        {data.slice(0, shown).map((run) => (
          <Child key={run.id} run={run} />
        ))}
      </ul>
      {data.length <= shown ? null : (
        <Button size="compact-xs" variant="subtle" onClick={() => setShown(shown + page)}>
          {t("wait.moreChildren", { count: data.length - shown })}
        </Button>
      )}
    </section>
  );
}

function Child({ run }: { run: RunRecord }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  return (
    <li>
      <button type="button" onClick={() => openRun(workbench, { run: run.id, application: run.appName })}>
        <Icon name="git-branch" size={12} />
        <span>{run.appName}</span>
        <span className={styles.time}>{toMoment(run.acceptedAt)}</span>
        <StateBadge look={lookOfRun(run)} word={t(`run.state.${run.state}`)} />
      </button>
    </li>
  );
}
