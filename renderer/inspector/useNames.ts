import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ParameterKind } from "../../core/model/StepManifest.ts";
import { useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import { useConfigVariables } from "./useExpressionNames.ts";

const none: readonly string[] = [];

/** The names a parameter of a kind can have; for a step, those of the others. */
export function useNames(kind: ParameterKind, step: string): readonly string[] {
  const { names } = useWorkbench();
  const steps = useDocument(({ flow }) => flow.steps);
  const variables = useConfigVariables();
  const isAsked = kind === "application" || kind === "queue";
  const { data = none } = useQuery({
    queryKey: ["names", kind],
    queryFn: () => (kind === "queue" ? names?.listQueues() : names?.listApplications()) ?? none,
    enabled: isAsked && names !== undefined,
  });
  return useMemo(() => {
    if (isAsked) return data;
    if (kind === "configVariable") return variables.map(({ name }) => name);
    // An Autocomplete refuses a name that comes twice.
    return [...new Set(steps.filter(({ id, name }) => id !== step && name !== "").map(({ name }) => name))];
  }, [isAsked, data, kind, variables, steps, step]);
}
