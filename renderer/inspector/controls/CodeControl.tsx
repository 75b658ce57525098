import { type ReactElement, useCallback, useRef } from "react";
import { CodeField } from "../../code/CodeField.tsx";
import { usePlace } from "../../code/usePlace.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { readFieldText, toFieldText } from "../../state/form/fieldText.ts";
import type { FieldProps } from "../FieldProps.ts";
import { useParameterValue } from "../useParameter.ts";
import { useTyping } from "../useTyping.ts";

/** Code in the code editor. It is never scanned for variables. */
export function CodeControl(props: FieldProps): ReactElement {
  const { step, parameter, value, visit, label, describedBy, isWrong, hint } = props;
  const { readOnly } = useWorkbench().document;
  const typing = useTyping(value, { visit, toText: toFieldText });
  const start = useRef(value);
  if (!typing.isTyping) start.current = value;
  // A script says in a parameter beside its code what its input is.
  const byStep = useParameterValue(step, "input") === "by_step";
  const onChange = (text: string): void => typing.type(text, readFieldText(parameter, { text, before: start.current }));
  const { name } = parameter;
  const place = usePlace(
    useCallback((asked) => "parameter" in asked && asked.step === step && asked.parameter === name, [step, name]),
  );
  return (
    <CodeField
      {...{ step, byStep, place, label, describedBy, isWrong, hint }}
      code={typing.text}
      language={parameter.language}
      onChange={readOnly === undefined ? onChange : undefined}
      onLeave={typing.leave}
    />
  );
}
