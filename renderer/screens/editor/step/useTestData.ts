import { useState } from "react";
import { formatJson, type JsonValue, parseJson } from "../../../../core/base/json.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { hashJson } from "../../../state/session/hashJson.ts";

/** Data typed for tests of a step, by the id of the producer it stands for. */
export interface TestData {
  data: Readonly<Record<string, JsonValue>>;
  give(producer: string, value: JsonValue): void;
  remove(producer: string): void;
}

/** The data is kept for whoever comes back to the test. */
export function useTestData(step: FlowStep, producers: readonly FlowStep[]): TestData {
  const { unfinished } = useWorkbench();
  const placeOf = (producer: string): string => `test data ${step.id} ${producer}`;
  const [data, setData] = useState<Readonly<Record<string, JsonValue>>>(() => {
    const kept = producers.map(({ id }) => [id, parseJson(unfinished.read(placeOf(id))?.text ?? "")] as const);
    return Object.fromEntries(kept.flatMap(([id, read]) => (read.ok ? [[id, read.value]] : [])));
  });
  return {
    data,
    give(producer, value) {
      setData({ ...data, [producer]: value });
      unfinished.keep(placeOf(producer), { text: formatJson(value), over: hashJson(undefined) });
    },
    remove(producer) {
      setData(Object.fromEntries(Object.entries(data).filter(([id]) => id !== producer)));
      unfinished.keep(placeOf(producer), undefined);
    },
  };
}
