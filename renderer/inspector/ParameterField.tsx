import { memo, type ReactElement, useCallback, useId, useState } from "react";
import type { JsonValue } from "../../core/base/json.ts";
import type { ParameterManifest } from "../../core/model/StepManifest.ts";
import { useWorkbench } from "../commands/WorkbenchContext.ts";
import { checkField, type FieldProblem } from "../state/form/checkField.ts";
import { choiceOfKind, escapeTokens, type FieldMode, type ModeChoice, modeOfValue } from "../state/form/fieldMode.ts";
import { toFieldText } from "../state/form/fieldText.ts";
import { useText } from "../text/useText.ts";
import { controlOf } from "./controls/controlOf.ts";
import { TextControl } from "./controls/TextControl.tsx";
import { FieldFrame } from "./FieldFrame.tsx";
import type { FieldProps } from "./FieldProps.ts";
import { ResolvedValue } from "./ResolvedValue.tsx";
import { toHint } from "./toHint.ts";
import { useIsShown, useParameterValue, useParameterVisit } from "./useParameter.ts";

interface ParameterFieldProps {
  step: string;
  parameter: ParameterManifest;
  /** It is a base key, which every step has: no expressions. */
  isBase?: boolean;
}

/** One parameter of one step: its label, its value or expression, and what is wrong with it. */
export const ParameterField = memo(function ParameterField(props: ParameterFieldProps): ReactElement | null {
  return useIsShown(props) ? <ShownField {...props} /> : null;
});

function ShownField({ step, parameter, isBase = false }: ParameterFieldProps): ReactElement {
  const value = useParameterValue(step, parameter.name);
  const visit = useParameterVisit({ step, parameter, isBase });
  const choice = isBase ? "none" : choiceOfKind(parameter.kind);
  return <Field {...{ step, parameter, value, visit, choice }} />;
}

type FieldSource = Pick<FieldProps, "step" | "parameter" | "value" | "visit"> & { choice: ModeChoice };

/** A field over any value that a visit can edit. */
export function Field({ step, parameter, value, visit, choice }: FieldSource): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const id = useId();
  const [wasLeft, setWasLeft] = useState(false);
  const onSet = useCallback(
    (next: JsonValue | undefined) => {
      visit.end();
      visit.type(next);
      visit.end();
    },
    [visit],
  );
  const { mode, switchMode } = useMode(choice, { parameter, value, onSet });
  const problem = checkField(parameter, value === undefined ? {} : { [parameter.name]: value });
  // A field that nobody was in yet is marked as required and not as wrong.
  const shown = problem?.kind === "missing" && !wasLeft ? undefined : problem;
  const title = parameter.title ?? parameter.name;
  const takesPaths = choice !== "none" && parameter.kind !== "secret" && workbench.document.readOnly === undefined;
  const Control = mode === "expression" ? TextControl : controlOf(parameter);
  const props: FieldProps = {
    step,
    parameter,
    value,
    mode,
    takesNames: choice !== "none",
    onExpression: () => switchMode("expression"),
    visit,
    onSet,
    id,
    label: title,
    describedBy:
      [parameter.description && `${id}-help`, shown && `${id}-problem`].filter(Boolean).join(" ") || undefined,
    isWrong: shown !== undefined,
    hint: toHint(parameter, t),
  };
  return (
    <FieldFrame
      id={id}
      title={title}
      parameter={parameter}
      mode={choice === "both" ? mode : undefined}
      onMode={switchMode}
      isSet={value !== undefined && value !== null}
      onReset={() => onSet(undefined)}
      onLeave={() => setWasLeft(true)}
      onDropPath={takesPaths ? onSet : undefined}
      below={choice === "none" ? null : <ResolvedValue {...{ step, value, visit }} />}
      problem={shown === undefined ? undefined : toSentence(shown, t)}
    >
      <Control {...props} />
    </FieldFrame>
  );
}

/** How the field is edited. A value with variables is always an expression; an expression need not have any yet. */
function useMode(
  choice: ModeChoice,
  { parameter, value, onSet }: Pick<FieldProps, "parameter" | "value" | "onSet">,
): { mode: FieldMode; switchMode: (mode: FieldMode) => void } {
  const [asked, setAsked] = useState<FieldMode>("value");
  const present = choice === "none" ? "value" : choice === "raw" ? "expression" : modeOfValue(value);
  const isText = parameter.kind === "text" || parameter.kind === "longText";
  const switchMode = (next: FieldMode): void => {
    setAsked(next);
    // Text stays what it is, as a literal. Nothing else can be made of an expression.
    if (next === "value" && present === "expression") onSet(isText ? escapeTokens(toFieldText(value)) : undefined);
  };
  return { mode: present === "expression" ? present : choice === "both" ? asked : "value", switchMode };
}

function toSentence(problem: FieldProblem, t: ReturnType<typeof useText>): string {
  return problem.kind === "wrong" ? problem.reason : t(`form.problem.${problem.kind}`);
}
