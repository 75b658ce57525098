import { type ReactElement, useId } from "react";
import type { ParameterManifest } from "../../core/model/StepManifest.ts";
import { TextControl } from "./controls/TextControl.tsx";
import { FieldFrame } from "./FieldFrame.tsx";
import { useParameterValue, useParameterVisit } from "./useParameter.ts";

/** A parameter that the class does not declare: kept, ignored by the run, shown as it is written. */
export function UnknownField({ step, name }: { step: string; name: string }): ReactElement {
  const id = useId();
  const value = useParameterValue(step, name);
  const parameter: ParameterManifest = { name, kind: "json" };
  const visit = useParameterVisit({ step, parameter });
  const onSet = (next: typeof value): void => {
    visit.type(next);
    visit.end();
  };
  return (
    <FieldFrame id={id} title={name} parameter={parameter} isSet onReset={() => onSet(undefined)} problem={undefined}>
      <TextControl
        {...{ step, parameter, value, visit, onSet, id }}
        mode="expression"
        takesNames
        onExpression={() => undefined}
        label={name}
        describedBy={undefined}
        isWrong={false}
        hint=""
      />
    </FieldFrame>
  );
}
