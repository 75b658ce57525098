import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import { listSchema } from "../../../../state/data/listSchema.ts";
import { useText } from "../../../../text/useText.ts";
import { dragPath } from "./DataActions.tsx";
import { DataMessage } from "./DataMessage.tsx";
import type { DataShown } from "./DataShown.ts";
import styles from "./SavedData.module.css";

const mostFields = 2_000;

/** The shape of all that was saved: fields, their types, and which of them are sometimes missing. */
export function DataSchema({ shown }: { shown: DataShown }): ReactElement {
  const t = useText();
  const { stepData } = useWorkbench();
  const { data, error, refetch } = useQuery({
    queryKey: ["stepData", shown.place, "schema"],
    queryFn: () => stepData.schema(shown.place),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (data === undefined) {
    const status = error === null ? "loading" : "failed";
    return <DataMessage status={status} error={error?.message} onRetry={() => void refetch()} />;
  }
  return (
    <ul className={styles.schema} aria-label={t("data.schema")}>
      {listSchema(data, mostFields).map(({ path, depth, name, type, isOptional }) => (
        <li
          key={`${depth} ${path.join("\n")}`}
          style={{ paddingLeft: 8 + depth * 14 }}
          draggable={path.length > 0}
          onDragStart={(event) => dragPath(event.dataTransfer, path, shown.offset)}
        >
          <span className={styles.key}>{name === "" ? t("data.whole") : name}</span>
          <span className={styles.type}>{type}</span>
          {isOptional ? <span className={styles.count}>{t("data.optional")}</span> : null}
        </li>
      ))}
    </ul>
  );
}
