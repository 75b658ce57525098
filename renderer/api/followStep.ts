import type { Unsubscribe } from "../../core/base/Emitter.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { StepRunRecord } from "../../core/model/RunRecord.ts";
import type { HostFeed } from "./createHostFeed.ts";

/** Reads how a step is doing in a run, by its id, now and whenever something but its log goes on, until it has ended. */
export function followStep(
  { client, feed, run, step }: { client: ApiClient; feed: HostFeed; run: string; step: string },
  listener: (record: StepRunRecord) => void,
): Unsubscribe {
  let isOver = false;
  let work = Promise.resolve();
  const read = async (): Promise<void> => {
    if (isOver) return;
    const list = await client.call("listStepRuns", { params: { run_id: run } });
    const record = list.map((one) => fromJsonNames<StepRunRecord>(one as never)).find(({ stepId }) => stepId === step);
    if (record === undefined || isOver) return;
    isOver = record.finishedAt !== undefined;
    listener(record);
  };
  // A failed reading is made good by the next event, or when the host is heard again.
  const readOn = (): void => {
    work = work.then(read).catch(() => undefined);
  };
  const unsubscribe = feed.subscribe((event) => {
    if ("run_id" in event && event.run_id === run && event.type !== "step.log") readOn();
  });
  const unsubscribeState = feed.onState((state) => state === "open" && readOn());
  readOn();
  return () => {
    isOver = true;
    unsubscribe();
    unsubscribeState();
  };
}
