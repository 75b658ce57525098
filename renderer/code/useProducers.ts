import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readText } from "../../core/model/readApplication.ts";
import { useRun } from "../commands/useRun.ts";
import { useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import type { ProducerSchema } from "./types/declareStep.ts";

const none: readonly ProducerSchema[] = [];

/** The direct producers of a step in producer order, with what is known of their data; read anew when a run ended. */
export function useProducers(step: string | undefined): readonly ProducerSchema[] {
  const { code } = useWorkbench();
  const flow = useDocument((state) => state.flow);
  const application = useDocument(({ edit }) => readText(edit.document, "name") ?? "");
  const run = useRun();
  const ended = run?.state === "PENDING" || run?.state === "STARTED" ? undefined : run?.id;
  const producers = useMemo(() => {
    const incoming = flow.edges.filter(({ to }) => to === step);
    const data = new Set(incoming.filter(({ kind }) => kind !== "error").map(({ from }) => from));
    const all = new Set(incoming.map(({ from }) => from));
    return flow.steps.filter(({ id }) => all.has(id)).map(({ id, name }) => ({ id, name, isKnown: data.has(id) }));
  }, [flow, step]);
  const ids = producers.filter(({ isKnown }) => isKnown).map(({ id }) => id);
  const { data: schemas } = useQuery({
    queryKey: ["schemas", application, ended, ...ids],
    queryFn: () => code.port.readSchemas(application, ids),
    enabled: ids.length > 0,
    // While they are read anew, what was known stays.
    placeholderData: (before) => before,
  });
  return useMemo(
    () => (producers.length === 0 ? none : producers.map(({ id, name }) => ({ name, schema: schemas?.get(id) }))),
    [producers, schemas],
  );
}
