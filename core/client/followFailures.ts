import type { ApiClient } from "./ApiClient.ts";
import { type FollowOptions, followEvents } from "./followEvents.ts";

/** A run that failed, with the step to look at. */
export interface FailedRun {
  run: string;
  /** `syncpack:NAME@VERSION` of one that brings a SyncPack into use. */
  application: string;
  /** The first failed step of the document: its name, and its identity beside the document if the application is stored. */
  step?: { id: string | undefined; name: string; message: string };
}

export interface FollowFailuresOptions extends Pick<FollowOptions, "signal" | "pause" | "onState"> {
  /** Some run ended, however it did. */
  onEnd?(): void;
}

/** Runs that fail from now on, until `signal` aborts. A run that a step waited for is told by the run of that step alone. */
export async function* followFailures(
  client: ApiClient,
  { onEnd, ...options }: FollowFailuresOptions,
): AsyncGenerator<FailedRun> {
  for await (const event of followEvents(client, options)) {
    if (event.type !== "run.finished") continue;
    onEnd?.();
    if (event.state !== "FAILURE") continue;
    const failed = await findFailure(client, event.run_id).catch(() => undefined);
    if (failed !== undefined) yield failed;
  }
}

/**
 * How a failed run is told; undefined = by another run, whose step waited for it, or not at all: that of a single class
 * (`step:Log`), which has no canvas to look at, is watched by who started it. One that brings a SyncPack into use may take long.
 */
export async function findFailure(client: ApiClient, run: string): Promise<FailedRun | undefined> {
  const params = { run_id: run };
  const { app_name: application, triggered_by } = await client.call("getRun", { params });
  if ((triggered_by.kind === "RUN" && triggered_by.awaited) || application.startsWith("step:")) return undefined;
  const steps = await client.call("listStepRuns", { params });
  const step = steps.find(({ state }) => state === "FAILURE");
  if (step === undefined) return { run, application };
  return { run, application, step: { id: step.step_id, name: step.name, message: step.error?.message ?? "" } };
}
