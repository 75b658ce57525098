import { type ReactElement, useRef } from "react";
import type { ParameterKind } from "../../../core/model/StepManifest.ts";
import { escapeTokens, hasTokens, unescapeTokens } from "../../state/form/fieldMode.ts";
import { readFieldText, toFieldText } from "../../state/form/fieldText.ts";
import type { FieldProps } from "../FieldProps.ts";
import styles from "../Form.module.css";
import { useTyping } from "../useTyping.ts";
import { ExpressionArea } from "./ExpressionArea.tsx";

const longKinds = new Set<ParameterKind>(["longText", "json", "list", "mapping"]);
const monoKinds = new Set<ParameterKind>(["json", "crontab"]);

/** Text of one line or several. As a value of a text it is taken literally; else it is the text of the document. */
export function TextControl(props: FieldProps): ReactElement {
  const { step, parameter, value, visit, mode, takesNames, onExpression, id, describedBy, isWrong, hint } = props;
  const { kind } = parameter;
  const isLiteral = mode === "value" && (kind === "text" || kind === "longText");
  const toText = isLiteral ? (given: typeof value) => unescapeTokens(toFieldText(given)) : toFieldText;
  const typing = useTyping(value, { visit, toText });
  const start = useRef(value);
  if (!typing.isTyping) start.current = value;
  const onType = (text: string): void => {
    // Who begins a variable wants one; a literal that has the sign already stays a literal.
    const isBegun = isLiteral && text.includes("${") && !typing.text.includes("${");
    // An expression without any variable for a moment, while another one is typed, stays one.
    if (isBegun || mode === "expression") onExpression();
    const written = isLiteral && !isBegun ? escapeTokens(text) : text;
    typing.type(text, readFieldText(parameter, { text: written, before: start.current }));
  };
  // JSON is written as an expression is, and is one only with a variable in it.
  const isExpression = mode === "expression" && (kind !== "json" || hasTokens(typing.text));
  return (
    <ExpressionArea
      {...{ id, step, describedBy, isWrong, hint }}
      text={typing.text}
      isLong={longKinds.has(kind)}
      completes={takesNames && !isLiteral}
      className={`${monoKinds.has(kind) ? styles.mono : ""} ${isExpression ? styles.expression : ""}`}
      required={parameter.required === true}
      onType={onType}
      onCommit={() => visit.end()}
      onLeave={typing.leave}
    />
  );
}
