import { type ReactElement, useEffect, useRef } from "react";
import styles from "./NameField.module.css";

export interface NameFieldProps {
  value: string;
  label: string;
  /** Several lines; then Enter makes a new line and Escape commits. */
  multiline?: boolean;
  /** Enter, or the focus left. */
  onCommit: (value: string) => void;
  onCancel: () => void;
}

/** A text that is edited in its place: marked as a whole, Enter commits, Escape leaves it as it was. */
export function NameField({ value, label, multiline = false, onCommit, onCancel }: NameFieldProps): ReactElement {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  const finish = (commits: boolean): void => {
    if (isDone.current) return;
    isDone.current = true;
    const text = field.current?.value ?? value;
    if (commits) onCommit(multiline ? text : text.trim());
    else onCancel();
  };
  const Field = multiline ? "textarea" : "input";
  return (
    <Field
      ref={field}
      className={`nodrag nopan nowheel ${multiline ? styles.area : styles.field}`}
      aria-label={label}
      defaultValue={value}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === "Escape") finish(multiline);
        else if (event.key === "Enter" && (!multiline || event.ctrlKey || event.metaKey)) finish(true);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
