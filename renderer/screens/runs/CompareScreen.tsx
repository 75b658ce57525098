import { Button, Checkbox, Table } from "@mantine/core";
import { useIsFetching, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { RunRecord, StepRunRecord } from "../../../core/model/RunRecord.ts";
import type { ComparePort } from "../../state/ports/ComparePort.ts";
import { useText } from "../../text/useText.ts";
import { followLink } from "../../ui/followLink.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import { Message } from "../../ui/Message.tsx";
import { RunBadge } from "../../ui/RunBadge.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { StateBadge } from "../../ui/StateBadge.tsx";
import { shortId } from "../../ui/shortId.ts";
import { stepLooks } from "../../ui/stepLooks.ts";
import { toDuration } from "../../ui/toDuration.ts";
import { toMoment } from "../../ui/toMoment.ts";
import { toRunAddress } from "../../ui/toRunAddress.ts";
import { WorkProgress } from "../../ui/WorkProgress.tsx";
import styles from "./CompareScreen.module.css";
import { OutputChanges, outputKey } from "./OutputChanges.tsx";
import { pairSteps, type StepPair } from "./pairSteps.ts";

export interface CompareScreenProps {
  port: ComparePort;
  /** Ids of two runs. */
  runs: readonly [string, string];
  back(): void;
  open(application: string, run: string): void;
}

/** Two runs side by side, the older one first: states, durations, and what each step saved differently. */
export function CompareScreen({ port, runs, back, open }: CompareScreenProps): ReactElement {
  const t = useText();
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [isStopped, setStopped] = useState(false);
  const query = useQuery({
    queryKey: ["compare", ...runs],
    queryFn: async () => {
      const both = await Promise.all([port.read(runs[0]), port.read(runs[1])]);
      return both.sort((one, other) => one.run.acceptedAt - other.run.acceptedAt);
    },
  });
  const button = (
    <Button variant="default" onClick={back}>
      {t("compare.back")}
    </Button>
  );
  return (
    <Screen title={t("compare.title")} actions={button}>
      <Loaded query={query}>
        {([first, second]) => {
          if (first === undefined || second === undefined) return null;
          const pairs = pairSteps(first.steps, second.steps);
          const shown = onlyChanged ? pairs.filter((pair) => pair.differs) : pairs;
          return (
            <>
              <Checkbox
                label={t("compare.onlyChanged")}
                checked={onlyChanged}
                onChange={({ currentTarget }) => setOnlyChanged(currentTarget.checked)}
              />
              <Comparing
                runs={[first.run.id, second.run.id]}
                total={pairs.filter((pair) => pair.first?.data !== undefined && pair.second?.data !== undefined).length}
                isStopped={isStopped}
                setStopped={setStopped}
              />
              <Table stickyHeader className={styles.table}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("compare.step")}</Table.Th>
                    <Table.Th>
                      <RunHead run={first.run} word={t("compare.first")} open={open} />
                    </Table.Th>
                    <Table.Th>
                      <RunHead run={second.run} word={t("compare.second")} open={open} />
                    </Table.Th>
                    <Table.Th>{t("compare.output")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {shown.map((pair) => (
                    <PairRow
                      key={pair.name}
                      pair={pair}
                      port={port}
                      runs={[first.run.id, second.run.id]}
                      isStopped={isStopped}
                    />
                  ))}
                </Table.Tbody>
              </Table>
              {shown.length === 0 ? <Message title={t("compare.same")} /> : null}
            </>
          );
        }}
      </Loaded>
    </Screen>
  );
}

interface ComparingProps {
  runs: readonly [string, string];
  /** Steps whose outputs are compared. */
  total: number;
  isStopped: boolean;
  setStopped(isStopped: boolean): void;
}

/** How many outputs are compared, as long as there are others. */
function Comparing({ runs, total, isStopped, setStopped }: ComparingProps): ReactElement | null {
  const t = useText();
  const queries = useQueryClient();
  const left = useIsFetching({ queryKey: outputKey(runs) });
  if (isStopped) {
    return (
      <Button className={styles.goOn} size="compact-sm" variant="default" onClick={() => setStopped(false)}>
        {t("compare.goOn")}
      </Button>
    );
  }
  if (left === 0) return null;
  return (
    <WorkProgress
      title={t("compare.comparing")}
      far={{ done: total - left, total }}
      onStop={() => {
        setStopped(true);
        void queries.cancelQueries({ queryKey: outputKey(runs) });
      }}
    />
  );
}

interface RunHeadProps {
  run: RunRecord;
  word: string;
  open(application: string, run: string): void;
}

function RunHead({ run, word, open }: RunHeadProps): ReactElement {
  return (
    <div className={styles.run}>
      <span className={styles.word}>{word}</span>
      <a className={styles.link} href={toRunAddress(run)} onClick={followLink(() => open(run.appName, run.id))}>
        {run.appName} {shortId(run.id)}
      </a>
      <span className={styles.word}>{toMoment(run.acceptedAt)}</span>
      <RunBadge
        run={run}
        {...(run.finishedAt === undefined
          ? {}
          : { detail: toDuration(run.startedAt ?? run.finishedAt, run.finishedAt) ?? "" })}
      />
    </div>
  );
}

interface PairRowProps {
  pair: StepPair;
  port: ComparePort;
  runs: readonly [string, string];
  isStopped: boolean;
}

function PairRow({ pair, port, runs, isStopped }: PairRowProps): ReactElement {
  const { name, first, second } = pair;
  return (
    <Table.Tr>
      <Table.Th scope="row" className={styles.step}>
        {name}
      </Table.Th>
      <Table.Td>
        <StepCell step={first} />
      </Table.Td>
      <Table.Td>
        <StepCell step={second} />
      </Table.Td>
      <Table.Td className={styles.output}>
        <OutputChanges pair={pair} port={port} runs={runs} isStopped={isStopped} />
      </Table.Td>
    </Table.Tr>
  );
}

function StepCell({ step }: { step: StepRunRecord | undefined }): ReactElement {
  const t = useText();
  if (step === undefined) return <span className={styles.word}>{t("compare.notThere")}</span>;
  const look = step.state === "SUCCESS" && step.warning ? "warning" : stepLooks[step.state];
  const took = step.finishedAt === undefined ? undefined : toDuration(step.startedAt, step.finishedAt);
  return (
    <>
      <StateBadge look={look} word={t(`step.state.${look}`)} detail={took} />
      {step.error === undefined ? null : (
        <span className={styles.error}>
          {step.error.exception}: {step.error.message}
        </span>
      )}
    </>
  );
}
