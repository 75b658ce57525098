import { SluiceError } from "../../base/SluiceError.ts";
import type { FiringStart, RequestKey } from "../../engine/ports/RunStore.ts";
import { logLevels, type TriggeredBy } from "../../model/RunRecord.ts";
import type { Schedule } from "../../model/Schedule.ts";
import type { ApplicationService } from "../applications/ApplicationService.ts";
import type { ConfigurationService } from "../configurations/ConfigurationService.ts";
import type { AcceptedRun, RunService } from "../runs/RunService.ts";

export interface FiringParts {
  applications: ApplicationService;
  configurations: ConfigurationService;
  runs: Pick<RunService, "start">;
}

interface FiringRequest {
  firing: FiringStart;
  triggeredBy: TriggeredBy;
  requestKey?: RequestKey | undefined;
  parts: FiringParts;
}

/**
 * Runs the application of a schedule: what is published now, with the present values of its configuration. Rejects with
 * what is wrong, and then nothing is stored.
 */
export async function startFiring(
  schedule: Schedule,
  { firing, triggeredBy, requestKey, parts }: FiringRequest,
): Promise<AcceptedRun> {
  const { application, configuration, params, queue } = schedule;
  if (params === undefined) {
    throw new SluiceError(
      "key_missing",
      `The parameters of the schedule "${schedule.name}" were encrypted with another key. Set them again.`,
    );
  }
  const { document, stepIds } = parts.applications.getPublished(application);
  return parts.runs.start({
    name: application,
    document,
    stepIds,
    configuration: configuration === undefined ? undefined : parts.configurations.get(configuration),
    parameters: params,
    queue,
    logLevel: logLevels.flow,
    triggeredBy,
    firing,
    requestKey,
  });
}
