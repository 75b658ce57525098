import type { ReactElement } from "react";
import { jsonPath } from "../../../../../core/model/jsonPath.ts";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import { useText } from "../../../../text/useText.ts";
import type { DataShown } from "./DataShown.ts";
import { FoundList } from "./FoundList.tsx";
import styles from "./SavedData.module.css";
import { ValueText } from "./ValueText.tsx";

/** What the step saved differently in another run. */
export function DataChanges({ shown, other }: { shown: DataShown; other: string }): ReactElement {
  const t = useText();
  const { stepData } = useWorkbench();
  const { place } = shown;
  return (
    <FoundList
      queryKey={[place, "diff", other]}
      find={(cursor) => stepData.diff(place, { with: other, cursor })}
      label={t("data.changes")}
      none={t("data.noChange")}
      more={t("data.compareOn")}
    >
      {({ path, kind, from, to }) => (
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
      )}
    </FoundList>
  );
}
