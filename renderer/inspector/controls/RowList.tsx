import type { FocusEvent, ReactElement, ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "../Form.module.css";

export interface RowListProps {
  /** Id of the field, beside whose label it stands. */
  id: string;
  describedBy: string | undefined;
  /** How many rows there are, the empty one at the end included. */
  count: number;
  onBlur(event: FocusEvent): void;
  onRemove(index: number): void;
  /** The cells of a row. */
  row(index: number): ReactNode;
  /** What stands below the rows. */
  children?: ReactNode;
}

/** Rows of a field that can be taken away, and an empty one to go on with, which has nothing to take. */
export function RowList({ id, describedBy, count, onBlur, onRemove, row, children }: RowListProps): ReactElement {
  const t = useText();
  return (
    <fieldset className={styles.rows} aria-labelledby={`${id}-label`} aria-describedby={describedBy} onBlur={onBlur}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
        <div key={index} className={styles.row}>
          {row(index)}
          <button
            type="button"
            className={styles.tool}
            style={index === count - 1 ? { visibility: "hidden" } : undefined}
            aria-label={t("form.removeRow", { number: index + 1 })}
            onClick={() => onRemove(index)}
          >
            <Icon name="x" size={14} />
          </button>
        </div>
      ))}
      {children}
    </fieldset>
  );
}
