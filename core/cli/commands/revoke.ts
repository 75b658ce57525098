import { withOwner } from "../openHost.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput } from "../output/Output.ts";

/** `sluice revoke RUN` */
export function revokeCommand(runId: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async ({ services, runs }) => {
    const before = services.queries.get(runId);
    const after = await runs.revoke(before.id);
    if (output.isJson) output.json({ id: after.id, state: after.state });
    else if (before.finishedAt !== undefined) output.line(`The run ${after.id} had ended already: ${after.state}.`);
    else output.line(`Revoked the run ${after.id} of ${after.appName}.`);
    return 0;
  });
}
