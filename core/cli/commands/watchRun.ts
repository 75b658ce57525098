import { SluiceError } from "../../base/SluiceError.ts";
import type { StepView } from "../../model/ApplicationDocument.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import { readApplication } from "../../model/readApplication.ts";
import { locateProblems, withPlaces } from "../locateProblems.ts";
import type { Output } from "../output/Output.ts";
import { formatProblems } from "../output/printError.ts";
import { createRunView } from "../progress/createRunView.ts";
import type { SourceText } from "./runTarget.ts";
import type { StartedRun } from "./startRun.ts";

export interface WatchedRun {
  output: Output;
  /** The steps to show; default: all of the document. */
  steps?: readonly StepView[];
  /** The file the document came from. */
  from?: SourceText | undefined;
  start(): Promise<StartedRun>;
}

/** Starts a run, shows it to its end, and revokes it on Ctrl+C. Throws `queue_without_capacity` for a run that cannot begin. */
export async function watchRun({ output, steps, from, start }: WatchedRun): Promise<RunRecord> {
  const started = await start().catch((error: unknown) => {
    throw withPlaces(error, from);
  });
  const { run, warnings, document } = started;
  const located = from === undefined ? warnings : locateProblems(warnings, from);
  for (const line of formatProblems(located, { style: output.errorStyle })) output.note(line);
  const view = createRunView({ run, steps: steps ?? readApplication(document, () => undefined).steps }, output);
  const stop = onInterrupt(() => {
    view.note("Revoking the run. Ctrl+C again quits at once.");
    started.revoke().catch(() => {});
  });
  try {
    const ended = started.follow((event) => view.onEvent(event));
    ended.catch(() => {});
    const queue = await started.stalledQueue();
    if (queue !== undefined) throw withoutCapacity(run, queue);
    const record = await ended;
    view.end();
    return record;
  } finally {
    stop();
    started.close();
    view.close();
  }
}

/** Two signals that come together are one: a terminal and the programs between it and us each pass it on. */
const togetherMs = 250;

/** Calls `first` at the first Ctrl+C (or SIGTERM, SIGHUP); a second one ends the process at once. */
export function onInterrupt(first: () => void): () => void {
  let since: number | undefined;
  const listener = (): void => {
    const now = performance.now();
    if (since === undefined) {
      since = now;
      first();
    } else if (now - since > togetherMs) {
      process.stdout.write(process.stdout.isTTY ? "\x1b[?25h" : "");
      process.exit(1);
    }
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.removeListener(signal, listener);
  };
}

export function withoutCapacity(run: RunRecord, queue: string): SluiceError {
  return new SluiceError(
    "queue_without_capacity",
    `The run ${run.id} stays pending: the queue "${queue}" has no workers. Revoke it (sluice revoke ${run.id}), or run again with --workers N.`,
    { details: { run: run.id, queue } },
  );
}
