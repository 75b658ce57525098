import { Button, Loader } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useDeferredValue, useEffect, useState } from "react";
import type { RunFilter, RunListPort } from "../../state/ports/RunListPort.ts";
import { useText } from "../../text/useText.ts";
import { Message } from "../../ui/Message.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { shortId } from "../../ui/shortId.ts";
import { RunFilters } from "./RunFilters.tsx";
import styles from "./RunsScreen.module.css";
import { RunTable } from "./RunTable.tsx";

const pageSize = 50;
/** What changed is read again at most so often, ms: a busy host ends hundreds of runs in a second. */
const rest = 1_000;

export interface RunsScreenProps {
  port: RunListPort;
  /** What the list is narrowed by at first. */
  filter: RunFilter;
  /** Whether whoever works here may start, stop and keep runs. */
  mayRun: boolean;
  open(application: string, run: string): void;
  compare(one: string, other: string): void;
  notify(message: string, kind: "info" | "error"): void;
}

/** The runs of all applications, newest first; new ones appear by themselves. */
export function RunsScreen({ port, filter: first, mayRun, open, compare, notify }: RunsScreenProps): ReactElement {
  const t = useText();
  const [filter, setFilter] = useState<RunFilter>(first);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const wanted = useDeferredValue(filter);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["runs", wanted],
    queryFn: ({ pageParam }) => port.page(wanted, { before: pageParam, limit: pageSize }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  useFreshRuns(port);
  const isFiltered = Object.values(filter).some((value) => value !== undefined && value !== "");
  const runs = data?.pages.flatMap((page) => page.runs);
  const act = (work: Promise<string | undefined>): void => {
    work.then(
      (message) => {
        if (message !== undefined) notify(message, "info");
        void refetch();
      },
      (reason: Error) => notify(reason.message, "error"),
    );
  };
  return (
    <Screen title={t("runs.title")}>
      <RunFilters filter={filter} onChange={setFilter} />
      {error !== null ? (
        <Message title={t("places.failed")} details={error.message}>
          <Button onClick={() => void refetch()}>{t("document.retry")}</Button>
        </Message>
      ) : runs === undefined ? (
        <Message title={t("places.loading")} />
      ) : runs.length === 0 ? (
        <NoRuns isFiltered={isFiltered} onClear={() => setFilter({})} />
      ) : (
        <>
          {chosen.length === 0 ? null : <Chosen chosen={chosen} compare={compare} onClear={() => setChosen([])} />}
          <RunTable
            runs={runs}
            chosen={chosen}
            // The third one takes the place of the first.
            choose={(id, isChosen) =>
              setChosen((before) => (isChosen ? [...before, id].slice(-2) : before.filter((one) => one !== id)))
            }
            mayRun={mayRun}
            open={open}
            replay={(id) => act(port.replay(id).then((run) => t("runs.replayed", { run: shortId(run) })))}
            revoke={(id) => act(port.revoke(id).then(() => undefined))}
            keep={(id, kept) => act(port.keep(id, kept).then(() => undefined))}
          />
          {hasNextPage ? (
            <Button variant="default" onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
              {isFetchingNextPage ? <Loader size={14} /> : t("places.more")}
            </Button>
          ) : null}
        </>
      )}
    </Screen>
  );
}

interface ChosenProps {
  chosen: readonly string[];
  compare(one: string, other: string): void;
  onClear(): void;
}

function Chosen({ chosen: [one, other], compare, onClear }: ChosenProps): ReactElement {
  const t = useText();
  return (
    <div className={styles.compare} role="status">
      <span>{t(other === undefined ? "compare.chooseOther" : "compare.ready")}</span>
      <Button
        disabled={one === undefined || other === undefined}
        onClick={() => one !== undefined && other !== undefined && compare(one, other)}
      >
        {t("compare.do")}
      </Button>
      <Button variant="default" onClick={onClear}>
        {t("places.cancel")}
      </Button>
    </div>
  );
}

function NoRuns({ isFiltered, onClear }: { isFiltered: boolean; onClear(): void }): ReactElement {
  const t = useText();
  if (!isFiltered) return <Message title={t("runs.none")} help={t("runs.none.help")} />;
  return (
    <Message title={t("runs.noneFound")}>
      <Button variant="default" onClick={onClear}>
        {t("runs.clear")}
      </Button>
    </Message>
  );
}

/** Reads the list again when runs begin or end. */
function useFreshRuns(port: RunListPort): void {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = port.onChange(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: ["runs"] });
      }, rest);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [port, queries]);
}
