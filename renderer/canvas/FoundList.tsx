import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import styles from "./FindPanel.module.css";
import type { FoundGroup, FoundItem } from "./foundItems.ts";
import { toExcerpt } from "./toExcerpt.ts";

interface FoundListProps {
  groups: readonly FoundGroup[];
  hasTitles: boolean;
  /** So many places are listed. */
  most: number;
  /** The text that was searched for. */
  wanted: string;
  isChosen: (item: FoundItem) => boolean;
  onChoose: (item: FoundItem) => void;
}

/** The places that were found, by application; a tick says that the text there is replaced. */
export function FoundList({ groups, hasTitles, most, wanted, isChosen, onChoose }: FoundListProps): ReactElement {
  const t = useText();
  let room = most;
  const shown = groups.flatMap((group) => {
    const found = group.found.slice(0, Math.max(0, room));
    room -= found.length;
    return found.length === 0 ? [] : [{ ...group, found, count: group.found.length }];
  });
  return (
    <div className={styles.found}>
      {shown.map(({ key, title, found, count }) => (
        <section key={key} aria-label={title}>
          {hasTitles ? (
            <h3>
              <span>{title}</span>
              <span>{count}</span>
            </h3>
          ) : null}
          <ul>
            {found.map((item) => (
              <li key={item.key}>
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
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
