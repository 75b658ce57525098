import type { JsonValue } from "../../core/base/json.ts";
import type { ParameterManifest } from "../../core/model/StepManifest.ts";
import type { Visit } from "../state/form/FieldVisit.ts";
import type { FieldMode } from "../state/form/fieldMode.ts";

/** What the control of a parameter works with. */
export interface FieldProps {
  /** Id of the step. */
  step: string;
  parameter: ParameterManifest;
  value: JsonValue | undefined;
  mode: FieldMode;
  /** `${` offers names. */
  takesNames: boolean;
  /** The person began to write a variable. */
  onExpression: () => void;
  visit: Visit;
  /** Gives the field a value at once, as a gesture of its own; undefined takes it away. */
  onSet: (value: JsonValue | undefined) => void;
  /** Id of the control, which the label names. */
  id: string;
  /** What the control is called where no label can name it. */
  label: string;
  /** Ids of the texts that explain it. */
  describedBy: string | undefined;
  isWrong: boolean;
  /** Shown while it is empty. */
  hint: string;
}
