import { SluiceError } from "../../base/SluiceError.ts";
import type { OwnerHost } from "../../host.ts";
import { readApplication } from "../../model/readApplication.ts";
import type { AcceptedRun } from "../../service/runs/RunService.ts";
import { withOwner } from "../openHost.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput } from "../output/Output.ts";
import { exitCodeOf, noteUnfinished } from "./run.ts";
import { watchRun } from "./watchRun.ts";

export interface AgainOptions extends CommonOptions {
  steps?: string[];
  quiet?: boolean;
  from?: string[];
}

/** `sluice replay RUN` */
export function replayCommand(runId: string, options: AgainOptions): Promise<number> {
  return again(runId, options, (host, id) => host.runs.replay(id));
}

/** `sluice rerun RUN --from STEP` */
export async function rerunCommand(runId: string, options: AgainOptions): Promise<number> {
  const from = options.from ?? [];
  if (from.length === 0) {
    throw new SluiceError(
      "wrong_use",
      `Say from which step: sluice rerun ${runId} --from STEP. "sluice replay" runs all of them.`,
    );
  }
  return again(runId, options, (host, id) => host.runs.rerun(id, { from }));
}

function again(
  runId: string,
  options: AgainOptions,
  start: (host: OwnerHost, id: string) => Promise<AcceptedRun>,
): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async (host) => {
    host.warm(1);
    const { id } = host.services.queries.get(runId);
    noteUnfinished(host.services, output);
    const { steps } = readApplication(host.store.reader.plan(id).document, () => undefined);
    return exitCodeOf(await watchRun({ host, output, steps, start: () => start(host, id) }));
  });
}
