import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import type { ReactElement, ReactNode } from "react";
import { useText } from "../text/useText.ts";
import styles from "./Message.module.css";

export interface MessageProps {
  title: string;
  /** What one can do about it. */
  help?: string;
  /** The reason as it came. */
  details?: string | undefined;
  /** Buttons. */
  children?: ReactNode;
}

/** A whole area that has only one thing to say: that something failed, is empty, or is on its way. */
export function Message({ title, help, details, children }: MessageProps): ReactElement {
  return (
    <div className={styles.message} role="status">
      <h2>{title}</h2>
      {help === undefined ? null : <p>{help}</p>}
      {details === undefined ? null : <code>{details}</code>}
      <div className={styles.actions}>
        {children}
        {details === undefined ? null : <CopyButton text={details} />}
      </div>
    </div>
  );
}

function CopyButton({ text }: { text: string }): ReactElement {
  const t = useText();
  const { copy, copied } = useClipboard();
  return (
    <Button variant="subtle" onClick={() => copy(text)}>
      {t(copied ? "settings.copied" : "app.copyDetails")}
    </Button>
  );
}
