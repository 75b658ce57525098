import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { jsonPath } from "../../../../../core/model/jsonPath.ts";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import { toTemplatePath } from "../../../../state/data/toTemplatePath.ts";
import { useText } from "../../../../text/useText.ts";
import { dragPath } from "./DataActions.tsx";
import { DataMessage } from "./DataMessage.tsx";
import type { DataShown } from "./DataShown.ts";
import styles from "./SavedData.module.css";
import { ValueText } from "./ValueText.tsx";

/** Where a text is in saved data; a click shows the place in the tree. */
export function DataHits({ shown, text }: { shown: DataShown; text: string }): ReactElement {
  const t = useText();
  const { stepData } = useWorkbench();
  const { place, root } = shown;
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ["stepData", place, "search", text, root],
    queryFn: ({ pageParam }) => stepData.search(place, { text, path: root, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    retry: false,
  });
  if (data === undefined) return <DataMessage status={error === null ? "loading" : "failed"} error={error?.message} />;
  const hits = data.pages.flatMap(({ found }) => found);
  return (
    <div className={styles.scroll}>
      {hits.length === 0 && !hasNextPage ? <p className={styles.quiet}>{t("data.noHit")}</p> : null}
      <ul className={styles.hits} aria-label={t("data.hits")}>
        {hits.map((hit) => (
          <li key={jsonPath(hit.path)}>
            <button
              type="button"
              draggable
              onDragStart={(event) => dragPath(event.dataTransfer, hit.path, shown.offset)}
              onClick={() => shown.onRoot(hit.path.slice(0, -1))}
            >
              <span className={styles.key}>{toTemplatePath(hit.path, shown.offset) ?? jsonPath(hit.path)}</span>
              <ValueText value={hit.value} />
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
          {t("data.searchOn")}
        </Button>
      ) : null}
    </div>
  );
}
