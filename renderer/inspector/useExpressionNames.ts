import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { isJsonObject, ownValue } from "../../core/base/json.ts";
import { readText } from "../../core/model/readApplication.ts";
import { useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import type { ExpressionNames } from "../state/form/completions.ts";
import type { VariableItem } from "../state/ports/NamesPort.ts";
import { useResolveSource } from "./useResolveSource.ts";

const none: readonly string[] = [];

/** What can stand in an expression of a step. */
export function useExpressionNames(step: string): ExpressionNames {
  const config = useConfigVariables();
  const paths = usePaths(step);
  const variables = useDocument(({ edit }) => ownValue(edit.document, "app_variables"));
  const functions = useDocument(
    useCallback(({ flow }) => flow.byId.get(step)?.manifest?.stepFunctions ?? none, [step]),
  );
  return useMemo(() => {
    const appvars = (Array.isArray(variables) ? variables : []).flatMap((variable) => {
      const name = isJsonObject(variable) ? readText(variable, "name") : undefined;
      return name === undefined ? [] : [name];
    });
    return { config, appvars, functions, paths };
  }, [config, variables, functions, paths]);
}

const noPaths: readonly { path: string; detail: string }[] = [];

function usePaths(step: string): typeof noPaths {
  const { resolver } = useWorkbench();
  const { run } = useResolveSource(step);
  const { data } = useQuery({
    queryKey: ["paths", step, run],
    queryFn: () => resolver?.listPaths({ step, run }) ?? noPaths,
    enabled: resolver !== undefined,
    staleTime: 2_000,
    retry: false,
  });
  return data ?? noPaths;
}

const noVariables: readonly VariableItem[] = [];

/** The variables of the aligned configuration; none while they are not known. */
export function useConfigVariables(): readonly VariableItem[] {
  const { names } = useWorkbench();
  const configuration = useDocument(({ edit }) => readText(edit.document, "configuration")) ?? "";
  const { data } = useQuery({
    queryKey: ["configuration", configuration, "variables"],
    queryFn: () => names?.listVariables(configuration) ?? noVariables,
    enabled: names !== undefined && configuration !== "",
  });
  return data ?? noVariables;
}
