import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import { LongList } from "../ui/LongList.tsx";
import styles from "./FindPanel.module.css";
import type { FoundGroup, FoundItem } from "./foundItems.ts";
import { toExcerpt } from "./toExcerpt.ts";

interface FoundListProps {
  groups: readonly FoundGroup[];
  hasTitles: boolean;
  /** The text that was searched for. */
  wanted: string;
  isChosen: (item: FoundItem) => boolean;
  onChoose: (item: FoundItem) => void;
}

/** The places that were found, by application; a tick says that the text there is replaced. */
export function FoundList({ groups, hasTitles, wanted, isChosen, onChoose }: FoundListProps): ReactElement {
  const t = useText();
  const shown = groups.filter(({ found }) => found.length > 0);
  return (
    <div className={styles.found}>
      {shown.map(({ key, title, found }) => (
        <section key={key} aria-label={title}>
          {hasTitles ? (
            <h3>
              <span>{title}</span>
              <span>{found.length}</span>
            </h3>
          ) : null}
          <LongList items={found} keyOf={({ key }) => key} rowHeight={44}>
            {(item) => (
              <>
                {item.isText ? (
                  <input
                    type="checkbox"
                    aria-label={`${t("find.replaceAll")}: ${item.title}`}
                    checked={isChosen(item)}
                    onChange={() => onChoose(item)}
                  />
                ) : null}
                <button type="button" onClick={item.go}>
                  <span className={styles.where}>
                    <strong>{item.title}</strong>
                    <span>{item.place}</span>
                  </span>
                  {item.text === undefined ? null : (
                    <code className={styles.excerpt}>{toExcerpt(item.text, wanted)}</code>
                  )}
                </button>
              </>
            )}
          </LongList>
        </section>
      ))}
    </div>
  );
}
