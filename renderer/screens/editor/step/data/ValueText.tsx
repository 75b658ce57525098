import type { ReactElement } from "react";
import type { JsonValue } from "../../../../../core/base/json.ts";
import { describeValue } from "../../../../state/data/describeValue.ts";
import styles from "./SavedData.module.css";

/** A value in one line, in the colour of its kind. undefined = it is on its way. */
export function ValueText({ value }: { value: JsonValue | undefined }): ReactElement {
  if (value === undefined) return <span className={styles.pending}>…</span>;
  const { type, text } = describeValue(value);
  return (
    <span className={styles.value} data-type={type}>
      {text}
    </span>
  );
}
