import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useEffect, useState } from "react";
import { type LogLevelName, logLevels, type StepRunRecord } from "../../../../core/model/RunRecord.ts";
import { useShownRun } from "../../../commands/useShownRun.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { editMany, type ManyChange } from "../../../state/edits/editMany.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { listProducers } from "../../../state/flow/reach.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { LongList } from "../../../ui/LongList.tsx";
import { toMoment } from "../../../ui/toMoment.ts";
import { OtherParameters } from "./OtherParameters.tsx";
import styles from "./StepTest.module.css";
import { StepTestResult } from "./StepTestResult.tsx";
import { TypedData } from "./TypedData.tsx";
import { useTestData } from "./useTestData.ts";

/** Where the data of a test comes from: what is typed, what is pinned, or a run by its id. */
type Source = "typed" | "pinned" | string;

const levels = Object.keys(logLevels) as LogLevelName[];

function placeOf(step: string, producer: string): string {
  return `test ${step} ${producer}`;
}

/** Custom run of the one step: its parameters as on screen or other ones, chosen data, nothing upstream runs. */
export function StepTest({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { runs, unfinished } = workbench;
  const shown = useShownRun();
  const flow = useDocument((state) => state.flow);
  const producers = listProducers(flow, step.id);
  const hasPins = producers.some(({ pinned }) => pinned);
  const { data: recent = [] } = useQuery({
    queryKey: ["recentRuns", shown?.id, shown?.state],
    queryFn: async () => (await runs?.recent()) ?? [],
  });
  const ended = recent.filter(({ finishedAt }) => finishedAt !== undefined);
  const typed = useTestData(step, producers);
  const isLeft = (producer: string): boolean => unfinished.read(placeOf(step.id, producer)) !== undefined;
  // What was typed for a test is there again.
  const [chosen, setChosen] = useState<Source | undefined>(() =>
    producers.some(({ id }) => id in typed.data || isLeft(id)) ? "typed" : undefined,
  );
  const [level, setLevel] = useState<LogLevelName>("debug");
  const [result, setResult] = useState<StepRunRecord>();
  const [run, setRun] = useState<string>();
  const [isStarting, setIsStarting] = useState(false);
  const [changes, setChanges] = useState<ReadonlyMap<string, ManyChange>>(new Map());
  useEffect(
    () => (run === undefined ? undefined : runs?.followStep({ run, step: step.id }, setResult)),
    [runs, run, step.id],
  );
  const isEnded = shown?.state === "SUCCESS" || shown?.state === "FAILURE" || shown?.state === "REVOKED";
  const standard: Source = hasPins ? "pinned" : isEnded ? (shown?.id ?? "typed") : (ended[0]?.id ?? "typed");
  const source = chosen ?? standard;

  const start = async (): Promise<void> => {
    setIsStarting(true);
    try {
      await workbench.document.settled();
      const from = source === "typed" || source === "pinned" ? undefined : source;
      setResult(undefined);
      setRun(
        await runs?.testStep(step.id, {
          level: logLevels[level],
          usesPins: source === "pinned",
          ...(from === undefined ? {} : { from }),
          ...(source === "typed" ? { data: typed.data } : {}),
          changes: editMany([step], changes),
        }),
      );
    } catch (error) {
      workbench.notify(t("run.failed", { reason: error instanceof Error ? error.message : String(error) }), "error");
    } finally {
      setIsStarting(false);
    }
  };
  const isGoing = run !== undefined && result?.finishedAt === undefined;
  return (
    <div className={styles.tab}>
      <p className={styles.help}>{t("test.help")}</p>
      {producers.length === 0 ? (
        <p className={styles.help}>{t("test.noInput")}</p>
      ) : (
        <Select
          size="xs"
          label={t("test.data")}
          allowDeselect={false}
          data={[
            ...(hasPins ? [{ value: "pinned", label: t("test.pinned") }] : []),
            { value: "typed", label: t("test.typed") },
            ...ended.map(({ id, acceptedAt, state }) => ({
              value: id,
              label: t("test.run", { time: toMoment(acceptedAt), state: t(`run.state.${state}`) }),
            })),
          ]}
          value={source}
          onChange={(value) => setChosen(value ?? undefined)}
        />
      )}
      {source !== "typed" ? null : (
        <LongList items={producers} keyOf={({ id }) => id} rowHeight={28} className={styles.typed}>
          {(producer) => (
            <TypedData
              place={placeOf(step.id, producer.id)}
              producer={producer}
              value={typed.data[producer.id]}
              isLeft={isLeft(producer.id)}
              onGive={(value) => typed.give(producer.id, value)}
              onRemove={() => typed.remove(producer.id)}
            />
          )}
        </LongList>
      )}
      <OtherParameters step={step} changes={changes} onChange={setChanges} />
      <Select
        size="xs"
        label={t("log.level")}
        allowDeselect={false}
        data={levels.map((value) => ({ value, label: t("log.from", { level: t(`log.level.${value}`) }) }))}
        value={level}
        onChange={(value) => setLevel((value ?? "debug") as LogLevelName)}
      />
      <Button
        size="xs"
        disabled={runs === undefined}
        loading={isStarting || isGoing}
        leftSection={<Icon name="flask-conical" size={12} />}
        onClick={() => void start()}
      >
        {t("test.start")}
      </Button>
      {result === undefined ? null : <StepTestResult key={result.id} record={result} />}
    </div>
  );
}
