import type { ReactElement } from "react";
import { useText } from "../../../../text/useText.ts";
import { ReadFailure } from "../../../../ui/ReadFailure.tsx";
import styles from "./SavedData.module.css";

interface DataMessageProps {
  status: "loading" | "failed";
  error: string | undefined;
  onRetry: () => void;
}

/** Data that is on its way, or that cannot be read, with the reason and a way to try again. */
export function DataMessage({ status, error, onRetry }: DataMessageProps): ReactElement {
  const t = useText();
  if (status === "failed") return <ReadFailure reason={t("data.failed", { reason: error ?? "" })} onRetry={onRetry} />;
  return (
    <p className={styles.quiet} role="status">
      {t("data.loading")}
    </p>
  );
}
