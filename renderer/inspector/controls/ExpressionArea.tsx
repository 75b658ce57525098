import { Popover } from "@mantine/core";
import { type KeyboardEvent, type ReactElement, useLayoutEffect, useRef, useState } from "react";
import { goToName } from "../../commands/goToName.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { applyCompletion, type Completion, findOpenToken, type OpenToken } from "../../state/form/completions.ts";
import { findTokenAt } from "../../state/form/findTokenAt.ts";
import { useText } from "../../text/useText.ts";
import styles from "../Form.module.css";
import { type CompletionKeys, CompletionList } from "./CompletionList.tsx";

interface ExpressionAreaProps {
  id?: string | undefined;
  /** Where no label names it. */
  label?: string | undefined;
  /** Id of the step whose names are offered. */
  step: string;
  text: string;
  /** Enter makes a new line instead of storing the text. */
  isLong: boolean;
  /** `${` opens the list of names. */
  completes: boolean;
  describedBy?: string | undefined;
  isWrong?: boolean;
  required?: boolean;
  hint: string;
  className?: string | undefined;
  onType: (text: string) => void;
  onCommit: () => void;
  onLeave: () => void;
}

/** A text area that grows with its text and completes `${...}` from a list below it. */
export function ExpressionArea(props: ExpressionAreaProps): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { id, label, step, text, isLong, completes, describedBy, isWrong, required, hint, className } = props;
  const { onType, onCommit, onLeave } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const keys = useRef<CompletionKeys>(null);
  const caret = useRef<number>(undefined);
  const [token, setToken] = useState<OpenToken>();
  const isOpen = completes && token !== undefined;
  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });
  const follow = (): void => {
    const { selectionStart = 0, selectionEnd = 0, value = "" } = area.current ?? {};
    setToken(selectionStart === selectionEnd ? findOpenToken(value, selectionStart) : undefined);
  };
  const choose = (completion: Completion): void => {
    if (token === undefined) return;
    const done = applyCompletion(text, token, completion);
    caret.current = done.caret;
    setToken(undefined);
    onType(done.text);
  };
  const goToDefinition = (): boolean => {
    const named = completes ? findTokenAt(text, area.current?.selectionStart ?? 0) : undefined;
    if (named !== undefined) void goToName(workbench, { step, token: named });
    return named !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "F12" && !event.shiftKey) {
      if (goToDefinition()) event.preventDefault();
    } else if (isOpen && keys.current?.(event.key) === true) event.preventDefault();
    else if (isOpen && event.key === "Escape") setToken(undefined);
    else if (event.key === "Enter" && (!isLong || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onCommit();
    } else return;
    event.stopPropagation();
  };
  return (
    <div className={styles.area}>
      <textarea
        ref={area}
        id={id}
        aria-label={label}
        rows={isLong ? 3 : 1}
        className={`${styles.input} ${isLong ? "" : styles.single} ${className ?? ""}`}
        value={text}
        placeholder={hint}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={describedBy}
        aria-invalid={isWrong === true}
        aria-required={required}
        aria-autocomplete={completes ? "list" : undefined}
        aria-controls={isOpen ? `${id}-names` : undefined}
        onChange={(event) => {
          onType(event.currentTarget.value);
          follow();
        }}
        onClick={(event) => (event.ctrlKey || event.metaKey) && goToDefinition()}
        onSelect={() => token !== undefined && follow()}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setToken(undefined);
          onLeave();
        }}
      />
      {isOpen ? (
        // Only while it is needed: a form has dozens of fields, and each key of a popover's target draws the popover too.
        <Popover opened position="bottom-start" width="target" offset={4} shadow="md" withRoles={false}>
          <Popover.Target>
            <span className={styles.anchor} />
          </Popover.Target>
          <Popover.Dropdown
            p={0}
            role="region"
            aria-label={t("form.names")}
            onMouseDown={(event) => event.preventDefault()}
          >
            <CompletionList id={`${id}-names`} step={step} query={token.query} keys={keys} onChoose={choose} />
          </Popover.Dropdown>
        </Popover>
      ) : null}
    </div>
  );
}
