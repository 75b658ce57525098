import type { ReactElement } from "react";
import { useText } from "../../../../text/useText.ts";
import styles from "./SavedData.module.css";

/** Data that is on its way, or that cannot be read, with the reason. */
export function DataMessage({
  status,
  error,
}: {
  status: "loading" | "failed";
  error: string | undefined;
}): ReactElement {
  const t = useText();
  if (status === "loading") {
    return (
      <p className={styles.quiet} role="status">
        {t("data.loading")}
      </p>
    );
  }
  return (
    <p className={styles.failed} role="alert">
      {t("data.failed", { reason: error ?? "" })}
    </p>
  );
}
