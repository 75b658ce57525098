import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import styles from "./TypedBefore.module.css";

interface TypedBeforeProps {
  text: string;
  onUse: () => void;
  onDiscard: () => void;
}

/** Offers a text that was typed over another value than the one that is stored now, and would overwrite it. */
export function TypedBefore({ text, onUse, onDiscard }: TypedBeforeProps): ReactElement {
  const t = useText();
  return (
    <section className={styles.offer} aria-label={t("form.before")}>
      <p>{t("form.before.help")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled with the keys */}
      <pre className={styles.text} tabIndex={0}>
        {text}
      </pre>
      <div className={styles.actions}>
        <Button size="compact-xs" variant="default" onClick={onUse}>
          {t("form.before.use")}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onDiscard}>
          {t("form.before.discard")}
        </Button>
      </div>
    </section>
  );
}
