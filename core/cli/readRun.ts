import type { ApiClient } from "../client/ApiClient.ts";
import { fromJsonNames } from "../client/fromJsonNames.ts";
import type { ApplicationDocument } from "../model/ApplicationDocument.ts";
import type { RunRecord, StepRunRecord } from "../model/RunRecord.ts";
import type { RunResult, StepData } from "../service/runs/toRunResult.ts";

/** A run of a host; `last` is the newest. Throws `not_found`. */
export async function readRun(client: ApiClient, runId: string): Promise<RunRecord> {
  return fromJsonNames<RunRecord>((await client.call("getRun", { params: { run_id: runId } })) as never);
}

/** The document a run was accepted with. */
export async function readRunDocument(client: ApiClient, runId: string): Promise<ApplicationDocument> {
  const { document } = await client.call("getRunDocument", { params: { run_id: runId } });
  return document as ApplicationDocument;
}

/** In the order of the document. */
export async function readStepRuns(client: ApiClient, runId: string): Promise<StepRunRecord[]> {
  const found = await client.call("listStepRuns", { params: { run_id: runId } });
  return found.map((stepRun) => fromJsonNames<StepRunRecord>(stepRun as never));
}

/** One step of a run with all it saved. Throws `not_found` with the nearest name. */
export async function readStepRun(
  client: ApiClient,
  { runId, step }: { runId: string; step: string },
): Promise<{ stepRun: StepRunRecord; data: StepData }> {
  const params = { run_id: runId, step };
  const found = await client.call("getStepRun", { params });
  const data = await client.call("getStepOutput", { params: { run_id: runId, step: found.id } });
  return { stepRun: fromJsonNames<StepRunRecord>(found as never), data: data as StepData };
}

/** A run with all that its steps saved. */
export async function readResult(client: ApiClient, runId: string): Promise<RunResult> {
  return (await client.call("getRunResult", { params: { run_id: runId } })) as unknown as RunResult;
}
