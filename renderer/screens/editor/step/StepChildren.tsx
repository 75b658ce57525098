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
/** What the host gives at once. */
const most = 1_000;
/** While they go on they are read again after so many ms; a list of hundreds, which takes the host longer, more rarely. */
const period = (limit: number): number => 2_000 * Math.ceil(limit / 100);

/** What a person looks for comes first. */
const order: readonly RunState[] = ["FAILURE", "REVOKED", "STARTED", "PENDING", "SUCCESS"];

/** The runs that a step has started: how many are in which state, and a list that opens each of them, of one state or all. */
export function StepChildren({ record }: { record: StepRunRecord }): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const [limit, setLimit] = useState(page);
  const [only, setOnly] = useState<RunState>();
  const place = { run: record.runId, stepRun: record.id };
  const { data, error } = useQuery({
    queryKey: ["children", record.id, record.state, only, limit],
    queryFn: async () => (await workbench.runs?.children(place, { state: only, limit })) ?? { counts: {}, runs: [] },
    refetchInterval: record.finishedAt === undefined ? period(limit) : false,
    placeholderData: (before) => before,
  });
  if (error !== null) return <p className={styles.quiet}>{t("wait.childrenFailed", { reason: error.message })}</p>;
  if (data === undefined) return null;
  const { counts, runs } = data;
  const all = order.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  if (all === 0) return <p className={styles.quiet}>{t("wait.noChildren")}</p>;
  const left = (only === undefined ? all : (counts[only] ?? 0)) - runs.length;
  return (
    <section className={styles.children} aria-label={t("wait.children")}>
      <h3>
        {t("wait.children")}
        {all < 2
          ? null
          : order.map((state) =>
              // None may be left in the state that was chosen while the runs went on.
              counts[state] === undefined && state !== only ? null : (
                <button
                  key={state}
                  type="button"
                  className={styles.count}
                  aria-pressed={state === only}
                  title={t("wait.onlyChildren", { state: t(`run.state.${state}`) })}
                  onClick={() => {
                    setOnly(state === only ? undefined : state);
                    setLimit(page);
                  }}
                >
                  <StateBadge
                    look={lookOfRun({ state, warning: false })}
                    word={t(`run.state.${state}`)}
                    detail={(counts[state] ?? 0).toLocaleString()}
                  />
                </button>
              ),
            )}
      </h3>
      <div className={styles.list}>
        <ul>
          {runs.map(({ index, given, run }) => (
            <Child key={run.id} run={run} given={given} number={all < 2 ? undefined : index + 1} />
          ))}
        </ul>
        {left <= 0 ? null : (
          <Button size="compact-xs" variant="subtle" onClick={() => setLimit(Math.min(limit + page, most))}>
            {t("wait.moreChildren", { count: left })}
          </Button>
        )}
      </div>
    </section>
  );
}

interface ChildProps {
  run: RunRecord;
  /** What it was started with. */
  given: string;
  /** Which it is of those that the step started, from 1; undefined = the only one. */
  number: number | undefined;
}

function Child({ run, given, number }: ChildProps): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  return (
    <li>
      <button type="button" onClick={() => openRun(workbench, { run: run.id, application: run.appName })}>
        <Icon name="git-branch" size={12} />
        <span className={styles.name}>
          {number === undefined ? run.appName : t("wait.childNumber", { name: run.appName, number })}
        </span>
        <span className={styles.given} title={given === "" ? undefined : given}>
          {given}
        </span>
        <span className={styles.time}>{toMoment(run.acceptedAt)}</span>
        <StateBadge look={lookOfRun(run)} word={t(`run.state.${run.state}`)} />
      </button>
    </li>
  );
}
