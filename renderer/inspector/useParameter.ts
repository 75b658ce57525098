import { useCallback, useEffect, useMemo } from "react";
import { type JsonValue, ownValue } from "../../core/base/json.ts";
import type { ParameterManifest } from "../../core/model/StepManifest.ts";
import { useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import { isFieldShown } from "../state/form/checkField.ts";
import { FieldVisit } from "../state/form/FieldVisit.ts";
import { useText } from "../text/useText.ts";

/** The value a step gives a parameter, as written; painted again only when this one changes. */
export function useParameterValue(step: string, name: string): JsonValue | undefined {
  return useDocument(
    useCallback(
      ({ flow }) => {
        const entry = flow.byId.get(step)?.entry;
        return entry === undefined ? undefined : ownValue(entry, name);
      },
      [step, name],
    ),
  );
}

export interface ParameterPlace {
  step: string;
  parameter: ParameterManifest;
  /** It is a base key, which every step has. */
  isBase?: boolean;
}

/** Whether the form asks for a parameter now. */
export function useIsShown({ step, parameter, isBase = false }: ParameterPlace): boolean {
  return useDocument(
    useCallback(
      ({ flow }) => {
        const { entry, manifest } = flow.byId.get(step) ?? {};
        const { showWhen } = parameter;
        if (showWhen === undefined || entry === undefined) return true;
        const other: ParameterManifest = { name: showWhen.parameter, kind: "boolean", defaultValue: false };
        return isFieldShown(parameter, { parameters: isBase ? [other] : (manifest?.parameters ?? []), values: entry });
      },
      [step, parameter, isBase],
    ),
  );
}

/** Edits one parameter of one step. What was typed is stored when the field goes away. */
export function useParameterVisit({ step, parameter, isBase = false }: ParameterPlace): FieldVisit {
  const t = useText();
  const { document, clock, notify } = useWorkbench();
  const { name, title = name } = parameter;
  const visit = useMemo(
    () =>
      new FieldVisit({
        document,
        clock,
        label: t("gesture.set", { name: title }),
        toOperations: (value) =>
          isBase ? [{ op: "setBase", step, key: name, value }] : [{ op: "setParameter", step, path: [name], value }],
        onRefusal: (reason) => notify(reason, "error"),
      }),
    [document, clock, notify, t, step, name, title, isBase],
  );
  useEffect(() => () => visit.end(), [visit]);
  return visit;
}
