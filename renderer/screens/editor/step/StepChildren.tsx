import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { RunRecord, RunState, StepRunRecord } from "../../../../core/model/RunRecord.ts";
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

/** What a person looks for comes first. */
const order: readonly RunState[] = ["FAILURE", "REVOKED", "STARTED", "PENDING", "SUCCESS"];

/** The runs that a step has started: how many are in which state, and a list that opens each of them, of one state or all. */
export function StepChildren({ record }: { record: StepRunRecord }): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const [shown, setShown] = useState(page);
  const [only, setOnly] = useState<RunState>();
  const place = { run: record.runId, stepRun: record.id };
  const { data, error } = useQuery({
    queryKey: ["children", record.id, record.state],
    queryFn: async () => (await workbench.runs?.children(place)) ?? [],
    refetchInterval: record.finishedAt === undefined ? period : false,
  });
  if (error !== null) return <p className={styles.quiet}>{t("wait.childrenFailed", { reason: error.message })}</p>;
  if (data === undefined) return null;
  if (data.length === 0) return <p className={styles.quiet}>{t("wait.noChildren")}</p>;
  const byState = Map.groupBy(data, ({ state }) => state);
  const counts = order.flatMap((state) => ({ state, runs: byState.get(state) ?? [] }));
  // None may be left in the state that was chosen while the runs went on.
  const chosen = only === undefined ? undefined : byState.get(only);
  const listed = chosen ?? counts.flatMap(({ runs }) => runs);
  return (
    <section className={styles.children} aria-label={t("wait.children")}>
      <h3>
        {t("wait.children")}
        {data.length < 2
          ? null
          : counts.map(({ state, runs }) =>
              runs.length === 0 ? null : (
                <button
                  key={state}
                  type="button"
                  className={styles.count}
                  aria-pressed={state === only}
                  title={t("wait.onlyChildren", { state: t(`run.state.${state}`) })}
                  onClick={() => {
                    setOnly(state === only ? undefined : state);
                    setShown(page);
                  }}
                >
                  <StateBadge
                    look={lookOfRun({ state, warning: false })}
                    word={t(`run.state.${state}`)}
                    detail={runs.length.toLocaleString()}
                  />
                </button>
              ),
            )}
      </h3>
      <div className={styles.list}>
        <ul>
          {listed.slice(0, shown).map((run) => (
            <Child key={run.id} run={run} />
          ))}
        </ul>
        {listed.length <= shown ? null : (
          <Button size="compact-xs" variant="subtle" onClick={() => setShown(shown + page)}>
            {t("wait.moreChildren", { count: listed.length - shown })}
          </Button>
        )}
      </div>
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
