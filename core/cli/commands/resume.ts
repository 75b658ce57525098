import type { RunEvent } from "../../engine/RunEvent.ts";
import type { OwnerHost } from "../../host.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import { readApplication } from "../../model/readApplication.ts";
import { withOwner } from "../openHost.ts";
import type { CommonOptions } from "../options.ts";
import { plural } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { createRunView } from "../progress/createRunView.ts";
import type { RunView } from "../progress/RunView.ts";
import { onInterrupt, withoutCapacity } from "./watchRun.ts";

export interface ResumeOptions extends CommonOptions {
  quiet?: boolean;
}

/** `sluice resume`: takes up every unfinished run of the folder and stays until all ended. */
export function resumeCommand(options: ResumeOptions): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async (host) => {
    const early: RunEvent[] = [];
    let onEvent = (event: RunEvent): void => void early.push(event);
    const unsubscribe = host.subscribe((event) => onEvent(event));
    const ids = await host.resume();
    output.note(ids.length === 0 ? "There is no unfinished run." : `Resuming ${plural(ids.length, "run")}.`);
    // Plain lines: several trees at once would not fit on a terminal.
    const views = createViews(host, ids, { ...output, isInteractive: false });
    onEvent = (event) => views.get(event.runId)?.onEvent(event);
    for (const event of early) onEvent(event);
    const stop = onInterrupt(() => {
      output.note("Stopping. The runs stay unfinished; Ctrl+C again quits at once.");
      host.close({ graceMs: 5000 }).then(() => process.exit(1));
    });
    try {
      return await waitForAll(host, ids, views);
    } finally {
      stop();
      unsubscribe();
    }
  });
}

function createViews(host: OwnerHost, ids: readonly string[], output: Output): Map<string, RunView> {
  const { queries } = host.services;
  return new Map(
    ids.map((id) => {
      const { steps } = readApplication(host.store.reader.plan(id).document, () => undefined);
      return [id, createRunView({ run: queries.get(id), steps, stepRuns: queries.stepRuns(id) }, output)];
    }),
  );
}

async function waitForAll(host: OwnerHost, ids: readonly string[], views: Map<string, RunView>): Promise<number> {
  const waits = ids.map(async (id): Promise<RunRecord> => {
    const queue = host.runs.stalledQueue(id);
    if (queue !== undefined) throw withoutCapacity(host.services.queries.get(id), queue);
    const run = await host.runs.finished(id);
    views.get(id)?.end();
    return run;
  });
  const results = await Promise.allSettled(waits);
  for (const result of results) if (result.status === "rejected") throw result.reason;
  return results.every((result) => result.status === "fulfilled" && result.value.state === "SUCCESS") ? 0 : 1;
}
