import { type ReactElement, type RefObject, useEffect, useImperativeHandle, useRef, useState } from "react";
import { type Completion, findCompletions } from "../../state/form/completions.ts";
import { useText } from "../../text/useText.ts";
import styles from "../Form.module.css";
import { useExpressionNames } from "../useExpressionNames.ts";

/** Takes a key of the field; true = it was for the list. */
export type CompletionKeys = (key: string) => boolean;

interface CompletionListProps {
  id: string;
  step: string;
  query: string;
  keys: RefObject<CompletionKeys | null>;
  onChoose: (completion: Completion) => void;
}

/** The names that fit what is typed after `${`. The focus stays in the field, which hands its keys over. */
export function CompletionList({ id, step, query, keys, onChoose }: CompletionListProps): ReactElement {
  const t = useText();
  const found = findCompletions(useExpressionNames(step), query);
  const [chosen, setChosen] = useState({ query, index: 0 });
  const index = chosen.query === query ? Math.min(chosen.index, found.length - 1) : 0;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: "nearest" });
  }, [index]);
  useImperativeHandle(keys, () => (key) => {
    const completion = found[index];
    if (completion === undefined) return false;
    if (key === "Enter" || key === "Tab") onChoose(completion);
    else if (key === "ArrowDown") setChosen({ query, index: (index + 1) % found.length });
    else if (key === "ArrowUp") setChosen({ query, index: (index - 1 + found.length) % found.length });
    else return false;
    return true;
  });
  if (found.length === 0) return <p className={`${styles.note} ${styles.list}`}>{t("form.noNames")}</p>;
  return (
    <div ref={list} id={id} role="listbox" tabIndex={-1} aria-label={t("form.names")} className={styles.list}>
      {found.map((completion, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list are those of the field
        <div
          key={`${completion.kind} ${completion.name}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === index}
          className={styles.option}
          onClick={() => onChoose(completion)}
        >
          <span className={styles.optionName}>{completion.name}</span>
          <span className={styles.optionDetail}>{completion.detail}</span>
          <span className={styles.optionKind}>{t(`form.name.${completion.kind}`)}</span>
        </div>
      ))}
    </div>
  );
}
