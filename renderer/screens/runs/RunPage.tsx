import { Button } from "@mantine/core";
import { type ReactElement, useEffect, useState } from "react";
import type { RunWatchPort, WatchedRun } from "../../state/ports/RunWatchPort.ts";
import { useText } from "../../text/useText.ts";
import { Message } from "../../ui/Message.tsx";
import { RunBadge } from "../../ui/RunBadge.tsx";
import { RunSteps } from "../../ui/RunSteps.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { toDuration } from "../../ui/toDuration.ts";
import { toMoment } from "../../ui/toMoment.ts";
import styles from "./RunsScreen.module.css";

export interface RunPageProps {
  port: RunWatchPort;
  run: string;
  /** Whether whoever works here may stop runs. */
  mayRun: boolean;
  revoke(run: string): Promise<void>;
  back(): void;
  notify(message: string, kind: "error"): void;
}

/** A run by itself, for those that belong to no application: its steps with their states and lines, live. */
export function RunPage({ port, run: id, mayRun, revoke, back, notify }: RunPageProps): ReactElement {
  const t = useText();
  const [watched, setWatched] = useState<WatchedRun>();
  const [reason, setReason] = useState<string>();
  useEffect(() => port.watch(id, setWatched, ({ message }) => setReason(message)), [port, id]);
  const all = (
    <Button variant="default" onClick={back}>
      {t("compare.back")}
    </Button>
  );
  if (reason !== undefined) {
    return (
      <Message title={t("places.failed")} details={reason}>
        {all}
      </Message>
    );
  }
  if (watched === undefined) return <Message title={t("places.loading")} />;
  const { run, steps } = watched;
  const { finishedAt } = run;
  const duration = finishedAt === undefined ? undefined : toDuration(run.startedAt ?? finishedAt, finishedAt);
  const actions = (
    <>
      {finishedAt === undefined && mayRun ? (
        <Button
          variant="default"
          onClick={() => void revoke(id).catch((error: Error) => notify(error.message, "error"))}
        >
          {t("runs.revoke")}
        </Button>
      ) : null}
      {all}
    </>
  );
  return (
    <Screen title={run.appName} actions={actions}>
      <div className={styles.facts}>
        <RunBadge run={run} {...(duration === undefined ? {} : { detail: duration })} />
        <span className={styles.id}>{run.id}</span>
        <span>{toMoment(run.acceptedAt)}</span>
      </div>
      <RunSteps steps={steps} />
    </Screen>
  );
}
