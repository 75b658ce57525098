import { Tooltip } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import type { ParameterManifest } from "../../core/model/StepManifest.ts";
import type { FieldMode } from "../state/form/fieldMode.ts";
import { useText } from "../text/useText.ts";
import { draggedPath } from "../ui/draggedPath.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./Form.module.css";

interface FieldFrameProps {
  id: string;
  title: string;
  parameter: Pick<ParameterManifest, "name" | "description" | "required">;
  /** undefined = it cannot be switched. */
  mode?: FieldMode | undefined;
  onMode?: (mode: FieldMode) => void;
  isSet: boolean;
  onReset: () => void;
  onLeave?: () => void;
  /** A path of data was dropped on it, beside a text that takes it by itself; given as an expression. */
  onDropPath?: ((expression: string) => void) | undefined;
  /** What is wrong, a sentence. */
  problem: string | undefined;
  /** What stands beneath the control. */
  below?: ReactNode;
  children: ReactNode;
}

/** The label of a field with its help and switches above, what is wrong with it below. */
export function FieldFrame(props: FieldFrameProps): ReactElement {
  const { id, title, parameter, mode, onMode, isSet, onReset, onLeave, onDropPath, problem, below, children } = props;
  const t = useText();
  const { description, required } = parameter;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears where the focus goes and what is dropped
    <div
      className={styles.field}
      data-parameter={parameter.name}
      onBlur={onLeave}
      onDragOver={(event) => {
        if (onDropPath === undefined || !draggedPath.isIn(event.dataTransfer) || isText(event.target)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      }}
      onDrop={(event) => {
        if (onDropPath === undefined || !draggedPath.isIn(event.dataTransfer) || isText(event.target)) return;
        event.preventDefault();
        onDropPath(draggedPath.read(event.dataTransfer));
      }}
    >
      <div className={styles.head}>
        <label htmlFor={id} id={`${id}-label`} className={styles.label} title={parameter.name}>
          {title}
        </label>
        {required === true ? (
          <span className={styles.required} title={t("form.required")} aria-hidden="true">
            *
          </span>
        ) : null}
        {description === undefined ? null : (
          <>
            <Tooltip label={description} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
              <button type="button" className={styles.tool} aria-label={t("form.help", { name: title })}>
                <Icon name="circle-help" size={14} />
              </button>
            </Tooltip>
            <span id={`${id}-help`} hidden>
              {description}
            </span>
          </>
        )}
        <span className={styles.tools}>
          {isSet ? (
            <Tooltip label={t("form.reset")}>
              <button
                type="button"
                className={`${styles.tool} ${styles.quietTool}`}
                aria-label={t("form.resetOf", { name: title })}
                onClick={onReset}
              >
                <Icon name="eraser" size={14} />
              </button>
            </Tooltip>
          ) : null}
          {mode === undefined ? null : (
            <Tooltip label={t(mode === "value" ? "form.toExpression" : "form.toValue")}>
              <button
                type="button"
                className={`${styles.tool} ${styles.mode}`}
                aria-label={t("form.expressionOf", { name: title })}
                aria-pressed={mode === "expression"}
                onClick={() => onMode?.(mode === "value" ? "expression" : "value")}
              >
                <Icon name="square-function" size={14} />
              </button>
            </Tooltip>
          )}
        </span>
      </div>
      {children}
      {below}
      {problem === undefined ? null : (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Where a browser puts a dropped text by itself. */
function isText(target: EventTarget): boolean {
  const fields = "textarea, input:not([readonly], [type=checkbox], [type=radio]), .monaco-editor *";
  return target instanceof Element && target.matches(fields);
}
