import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { Found } from "../../../../state/ports/StepDataPort.ts";
import { DataMessage } from "./DataMessage.tsx";
import styles from "./SavedData.module.css";

export interface FoundListProps<T> {
  /** What is looked for; another one begins anew. */
  queryKey: readonly unknown[];
  /** Finds more, from where the last answer ended. */
  find(cursor: string | undefined): Promise<Found<T>>;
  label: string;
  /** Said when there is nothing. */
  none: string;
  /** The word on the button that goes on. */
  more: string;
  /** One line of the list, with its key. */
  children(item: T): ReactElement;
}

/** What was found in saved data, as far as one asked for it. */
export function FoundList<T>({ queryKey, find, label, none, more, children }: FoundListProps<T>): ReactElement {
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ["stepData", ...queryKey],
    queryFn: ({ pageParam }) => find(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    retry: false,
  });
  if (data === undefined) {
    const status = error === null ? "loading" : "failed";
    return <DataMessage status={status} error={error?.message} onRetry={() => void refetch()} />;
  }
  const items = data.pages.flatMap(({ found }) => found);
  return (
    <div className={styles.scroll}>
      {items.length === 0 && !hasNextPage ? <p className={styles.quiet}>{none}</p> : null}
      <ul className={styles.hits} aria-label={label}>
        {items.map(children)}
      </ul>
      {hasNextPage ? (
        <Button
          className={styles.more}
          size="compact-xs"
          variant="subtle"
          loading={isFetching}
          onClick={() => void fetchNextPage()}
        >
          {more}
        </Button>
      ) : null}
    </div>
  );
}
