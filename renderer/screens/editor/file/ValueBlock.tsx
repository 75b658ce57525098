import type { ReactElement } from "react";
import type { JsonValue } from "../../../../core/base/json.ts";
import { useText } from "../../../text/useText.ts";
import styles from "./file.module.css";

/** A value of a document for reading; absent ones say so. */
export function ValueBlock({ value, kind }: { value: JsonValue | undefined; kind?: "from" | "to" }): ReactElement {
  const t = useText();
  if (value === undefined) return <span className={styles.absent}>{t("diff.absent")}</span>;
  const text = typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
  return (
    <pre className={styles.value} data-kind={kind}>
      {text === "" ? '""' : text}
    </pre>
  );
}
