import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { jsonPath } from "../../../../../core/model/jsonPath.ts";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import { useText } from "../../../../text/useText.ts";
import { DataMessage } from "./DataMessage.tsx";
import type { DataShown } from "./DataShown.ts";
import styles from "./SavedData.module.css";
import { ValueText } from "./ValueText.tsx";

/** What the step saved differently in another run. */
export function DataChanges({ shown, other }: { shown: DataShown; other: string }): ReactElement {
  const t = useText();
  const { stepData } = useWorkbench();
  const { place } = shown;
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ["stepData", place, "diff", other],
    queryFn: ({ pageParam }) => stepData.diff(place, { with: other, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    retry: false,
  });
  if (data === undefined) return <DataMessage status={error === null ? "loading" : "failed"} error={error?.message} />;
  const changes = data.pages.flatMap(({ found }) => found);
  return (
    <div className={styles.scroll}>
      {changes.length === 0 && !hasNextPage ? <p className={styles.quiet}>{t("data.noChange")}</p> : null}
      <ul className={styles.hits} aria-label={t("data.changes")}>
        {changes.map(({ path, kind, from, to }) => (
          <li key={`${kind} ${jsonPath(path)}`} data-kind={kind}>
            <button type="button" onClick={() => shown.onRoot(path.slice(0, -1))}>
              <span>
                <span className={styles.kind}>{t(`data.change.${kind}`)}</span>{" "}
                <span className={styles.key}>{jsonPath(path)}</span>
              </span>
              {from === undefined ? null : (
                <span className={styles.before}>
                  − <ValueText value={from} />
                </span>
              )}
              {to === undefined ? null : (
                <span className={styles.after}>
                  + <ValueText value={to} />
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button
          className={styles.more}
          size="compact-xs"
          variant="subtle"
          loading={isFetching}
          onClick={() => void fetchNextPage()}
        >
          {t("data.compareOn")}
        </Button>
      ) : null}
    </div>
  );
}
