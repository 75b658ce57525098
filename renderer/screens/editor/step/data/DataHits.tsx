import type { ReactElement } from "react";
import { jsonPath } from "../../../../../core/model/jsonPath.ts";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import { toTemplatePath } from "../../../../state/data/toTemplatePath.ts";
import { useText } from "../../../../text/useText.ts";
import { dragPath } from "./DataActions.tsx";
import type { DataShown } from "./DataShown.ts";
import { FoundList } from "./FoundList.tsx";
import styles from "./SavedData.module.css";
import { ValueText } from "./ValueText.tsx";

/** Where a text is in saved data; a click shows the place in the tree. */
export function DataHits({ shown, text }: { shown: DataShown; text: string }): ReactElement {
  const t = useText();
  const { stepData } = useWorkbench();
  const { place, root } = shown;
  return (
    <FoundList
      queryKey={[place, "search", text, root]}
      find={(cursor) => stepData.search(place, { text, path: root, cursor })}
      label={t("data.hits")}
      none={t("data.noHit")}
      more={t("data.searchOn")}
    >
      {({ path, value }) => (
        <li key={jsonPath(path)}>
          <button
            type="button"
            draggable
            onDragStart={(event) => dragPath(event.dataTransfer, path, shown.offset)}
            onClick={() => shown.onRoot(path.slice(0, -1))}
          >
            <span className={styles.key}>{toTemplatePath(path, shown.offset) ?? jsonPath(path)}</span>
            <ValueText value={value} />
          </button>
        </li>
      )}
    </FoundList>
  );
}
