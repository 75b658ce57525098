import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useEffect, useState } from "react";
import type { WatchedRun } from "../../state/ports/RunWatchPort.ts";
import { useText } from "../../text/useText.ts";
import { ErrorText } from "../../ui/ErrorText.tsx";
import { followLink } from "../../ui/followLink.ts";
import { RunBadge } from "../../ui/RunBadge.tsx";
import { RunSteps } from "../../ui/RunSteps.tsx";
import { shortId } from "../../ui/shortId.ts";
import { toRunAddress } from "../../ui/toRunAddress.ts";
import { refreshPacks } from "./refreshPacks.ts";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";

type PackRunProps = Pick<SyncPacksScreenProps, "watch" | "go"> & {
  /** Id of the run. */
  run: string;
  /** It has ended, and what it changed was read again. */
  onEnded(): void;
};

/** The run that brings a pack into use, live: its phases with what each did. */
export function PackRun({ watch, go, run: id, onEnded }: PackRunProps): ReactElement {
  const t = useText();
  const queries = useQueryClient();
  const [watched, setWatched] = useState<WatchedRun>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => watch.watch(id, setWatched, ({ message }) => setFailure(message)), [watch, id]);
  const isOver = watched?.run.finishedAt !== undefined || failure !== undefined;
  useEffect(() => {
    if (isOver) void refreshPacks(queries).then(onEnded);
  }, [isOver, queries, onEnded]);
  const address = watched === undefined ? "" : toRunAddress(watched.run);
  return (
    <section className={styles.progress} aria-label={t("packs.progress")}>
      {watched === undefined ? null : (
        <>
          <div className={styles.run}>
            <RunBadge run={watched.run} />
            <a href={address} onClick={followLink(() => go(address))}>
              {t("packs.run", { run: shortId(id) })}
            </a>
          </div>
          <RunSteps steps={watched.steps} />
        </>
      )}
      {failure === undefined ? null : <ErrorText text={failure} />}
    </section>
  );
}
