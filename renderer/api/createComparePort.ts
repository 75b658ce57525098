import type { ApiClient } from "../../core/client/ApiClient.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { RunRecord, StepRunRecord } from "../../core/model/RunRecord.ts";
import type { ComparePort } from "../state/ports/ComparePort.ts";
import type { StepDataPort } from "../state/ports/StepDataPort.ts";

/** Two runs side by side, over the API. */
export function createComparePort(client: ApiClient, stepData: Pick<StepDataPort, "diff">): ComparePort {
  return {
    async read(id) {
      const params = { run_id: id };
      const [run, steps] = await Promise.all([
        client.call("getRun", { params }),
        client.call("listStepRuns", { params }),
      ]);
      return {
        run: fromJsonNames<RunRecord>(run as never),
        steps: steps.map((step) => fromJsonNames<StepRunRecord>(step as never)),
      };
    },
    diff: (place, request) => stepData.diff(place, request),
  };
}
