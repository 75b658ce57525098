import { type ReactElement, useCallback } from "react";
import { readRetry } from "../../core/model/readApplication.ts";
import { retryDelays } from "../../core/model/retryDelays.ts";
import { useDocument } from "../commands/WorkbenchContext.ts";
import { useText } from "../text/useText.ts";
import { toDuration } from "../ui/toDuration.ts";
import styles from "./RetryDelays.module.css";

/** Retries that are drawn one by one; the rest is summed up. */
const mostShown = 12;

/** The longest wait before each retry as a bar; with jitter it is anything up to that. */
export function RetryDelays({ step }: { step: string }): ReactElement | null {
  const t = useText();
  const entry = useDocument(useCallback(({ flow }) => flow.byId.get(step)?.entry, [step]));
  if (entry === undefined) return null;
  const { retryBackoff, retryJitter } = readRetry(entry);
  const hasJitter = retryBackoff && retryJitter;
  const delays = retryDelays(entry, () => 1 - Number.EPSILON);
  if (delays.length === 0) return <p className={styles.none}>{t("base.delays.none")}</p>;
  const longest = Math.max(...delays, 1);
  const total = delays.reduce((sum, delay) => sum + delay, 0);
  const words = (seconds: number): string => (seconds < 60 ? `${seconds} s` : (toDuration(0, seconds * 1_000) ?? ""));
  return (
    <figure className={styles.delays} aria-label={t("base.delays")}>
      <ol className={styles.list}>
        {delays.slice(0, mostShown).map((delay, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a retry is its number
          <li key={index} className={styles.delay}>
            <span className={styles.number}>{index + 1}</span>
            <span className={styles.track}>
              <span className={styles.bar} data-jitter={hasJitter} style={{ width: `${(delay / longest) * 100}%` }} />
            </span>
            <span className={styles.words}>
              {hasJitter ? t("base.delays.upTo", { time: words(delay) }) : words(delay)}
            </span>
          </li>
        ))}
      </ol>
      <figcaption className={styles.sum}>
        {delays.length > mostShown ? `${t("base.delays.more", { count: delays.length - mostShown })} ` : ""}
        {t("base.delays.sum", { count: delays.length + 1, time: words(total) })}
      </figcaption>
    </figure>
  );
}
