import { SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import type { OwnerHost } from "../../host.ts";
import type { AcceptedRun } from "../../service/runs/RunService.ts";
import { withOwner } from "../openHost.ts";
import { createOutput } from "../output/Output.ts";
import { type ClientWish, findHost } from "../withClient.ts";
import { exitCodeOf, noteUnfinished } from "./run.ts";
import { type StartedRun, startHere, startThere } from "./startRun.ts";
import { watchRun } from "./watchRun.ts";

export interface AgainOptions extends ClientWish {
  quiet?: boolean;
  from?: string[];
}

/** `sluice replay RUN` */
export function replayCommand(runId: string, options: AgainOptions): Promise<number> {
  return again(runId, options, {
    here: (host, id) => host.runs.replay(id),
    there: (client, id) => startThere(client, () => client.call("replayTask", { params: { task_id: id } })),
  });
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
  return again(runId, options, {
    here: (host, id) => host.runs.rerun(id, { from }),
    there: (client, id) =>
      startThere(client, () => client.call("rerunRun", { params: { run_id: id }, body: { from } })),
  });
}

interface Again {
  here(host: OwnerHost, id: string): Promise<AcceptedRun>;
  there(client: ApiClient, id: string): Promise<StartedRun>;
}

async function again(runId: string, options: AgainOptions, { here, there }: Again): Promise<number> {
  const output = createOutput(options);
  const client = await findHost(options);
  if (client !== undefined) {
    const { id } = await client.call("getRun", { params: { run_id: runId } });
    return exitCodeOf(await watchRun({ output, start: () => there(client, id) }));
  }
  return withOwner(options, async (host) => {
    host.warm(1);
    const { id } = host.services.queries.get(runId);
    noteUnfinished(host.services, output);
    return exitCodeOf(await watchRun({ output, start: () => startHere(host, () => here(host, id)) }));
  });
}
