import { createOutput } from "../output/Output.ts";
import { type ClientWish, withClient } from "../withClient.ts";

/** `sluice revoke RUN` */
export function revokeCommand(runId: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    const before = await client.call("getRun", { params: { run_id: runId } });
    const after = await client.call("revokeTask", { params: { task_id: before.id } });
    if (output.isJson) output.json({ id: after.id, state: after.state });
    else if (before.finished_at !== undefined) output.line(`The run ${after.id} had ended already: ${after.state}.`);
    else output.line(`Revoked the run ${after.id} of ${after.app_name}.`);
    return 0;
  });
}
