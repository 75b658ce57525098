import { type ReactElement, useCallback, useEffect, useMemo } from "react";
import { ownValue } from "../../../core/base/json.ts";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { useDocument, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { FieldVisit } from "../../state/form/FieldVisit.ts";
import { useText } from "../../text/useText.ts";
import { Field } from "../ParameterField.tsx";

/** One key of the application itself. */
export function ApplicationField({ parameter }: { parameter: ParameterManifest }): ReactElement {
  const t = useText();
  const { document, clock, notify } = useWorkbench();
  const { name, title = name } = parameter;
  const value = useDocument(useCallback(({ edit }) => ownValue(edit.document, name), [name]));
  const visit = useMemo(
    () =>
      new FieldVisit({
        document,
        clock,
        label: t("gesture.set", { name: title }),
        toOperations: (next) => [{ op: "setApplicationKey", key: name, value: next }],
        onRefusal: (reason) => notify(reason, "error"),
      }),
    [document, clock, notify, t, name, title],
  );
  useEffect(() => () => visit.end(), [visit]);
  return <Field step="" parameter={parameter} value={value} visit={visit} choice="none" />;
}
