import type { ReactElement } from "react";
import { ClassCode } from "../../../code/classes/ClassCode.tsx";
import type { FlowStep } from "../../../state/flow/Flow.ts";

/** The code of the class of a step. */
export function StepCode({ step: { id, file, syncpack } }: { step: FlowStep }): ReactElement {
  return <ClassCode key={`${syncpack ?? ""}/${file}`} file={file} syncpack={syncpack} step={id} isWide={false} />;
}
