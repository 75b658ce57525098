import type { ReactElement } from "react";
import { ClassCode } from "../../../code/classes/ClassCode.tsx";
import { useClassOrigin } from "../../../code/classes/useClassOrigin.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";

/** The code of the class of a step. */
export function StepCode({ step }: { step: FlowStep }): ReactElement {
  const { id, file } = step;
  const { syncpack, packVersion } = useClassOrigin(step);
  const key = `${syncpack ?? ""}/${file}@${packVersion ?? ""}`;
  return <ClassCode key={key} {...{ file, syncpack, packVersion }} step={id} isWide={false} />;
}
