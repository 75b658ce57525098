import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { formatJson, type JsonValue } from "../../core/base/json.ts";
import { useText } from "../text/useText.ts";
import styles from "./StoredSince.module.css";

interface StoredSinceProps {
  /** What is stored now; undefined = nothing is. */
  stored: JsonValue | undefined;
  onKeep: () => void;
  onDrop: () => void;
}

/** Above a text that was typed over another value than the one that is stored now, and would overwrite it. */
export function StoredSince({ stored, onKeep, onDrop }: StoredSinceProps): ReactElement {
  const t = useText();
  return (
    <section className={styles.since} aria-label={t("form.since")}>
      <p>{t(stored === undefined ? "form.since.nothing" : "form.since.help")}</p>
      {stored === undefined ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled with the keys
        <pre className={styles.text} tabIndex={0}>
          {formatJson(stored).trimEnd()}
        </pre>
      )}
      <div className={styles.actions}>
        <Button size="compact-xs" variant="default" onClick={onKeep}>
          {t("form.since.keep")}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onDrop}>
          {t(stored === undefined ? "form.since.drop" : "form.json.drop")}
        </Button>
      </div>
    </section>
  );
}
