import type { Unsubscribe } from "../../core/base/Emitter.ts";
import type { JsonObject } from "../../core/base/json.ts";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import { applyOperation } from "../../core/model/operations/applyOperation.ts";
import { type EditState, toStepIdList } from "../../core/model/operations/EditState.ts";
import { type LogLevelName, logLevels, type RunRecord, type StepRunRecord } from "../../core/model/RunRecord.ts";
import { listEntries } from "../../core/model/readApplication.ts";
import type { RunListener, RunPort, RunShown } from "../state/ports/RunPort.ts";
import type { HostEvent, HostFeed } from "./createHostFeed.ts";
import { foldStepEvent } from "./foldStepEvent.ts";
import { followMoments } from "./followMoments.ts";
import { followStep } from "./followStep.ts";

/** Runs of one application's draft over the API; the newest one that this window started is shown. */
export function createRunPort(
  client: ApiClient,
  { name, window, feed }: { name: string; window: string; feed: HostFeed },
): RunPort {
  const listeners = new Set<RunListener>();
  let unsubscribe: Unsubscribe | undefined;
  let run: RunShown | undefined;
  let steps = new Map<string, StepRunRecord>();
  /** Events of the shown run that came before its steps were read. */
  let early: RunEvent[] | undefined;

  const show = (next: RunShown): void => {
    run = next;
    for (const listener of listeners) listener.onRun(next);
  };
  const fold = (event: RunEvent): void => {
    if (event.type === "run.started" && run !== undefined) show({ ...run, state: "STARTED" });
    else if (event.type === "run.finished" && run !== undefined)
      show({ ...run, state: event.state, warning: event.warning });
    else if ("stepRunId" in event) {
      const record = steps.get(event.stepRunId);
      if (record === undefined || event.type === "step.log") return;
      const folded = foldStepEvent(record, event);
      steps.set(event.stepRunId, folded);
      for (const listener of listeners) listener.onSteps([folded]);
    }
  };
  const onEvent = (json: HostEvent): void => {
    if (!("run_id" in json) || json.run_id !== run?.id) return;
    const event = fromJsonNames<RunEvent>(json as never);
    if (early === undefined) fold(event);
    else early.push(event);
  };
  const open = async ({ id, state, warning, acceptedAt }: RunShown): Promise<void> => {
    early = [];
    show({ id, state, warning, acceptedAt });
    const [record, list] = await Promise.all([
      client.call("getRun", { params: { run_id: id } }),
      client.call("listStepRuns", { params: { run_id: id } }),
    ]);
    if (run?.id !== id) return;
    const records = list.map((step) => fromJsonNames<StepRunRecord>(step as never));
    steps = new Map(records.map((step) => [step.id, step]));
    show({
      id,
      state: record.state,
      warning: record.warning,
      acceptedAt: Date.parse(record.accepted_at),
      queue: record.queue,
    });
    for (const listener of listeners) listener.onSteps(records);
    const pending = early ?? [];
    early = undefined;
    for (const event of pending) fold(event);
    const trigger = record.triggered_by;
    if (trigger.kind !== "RUN" || !("run_id" in trigger)) return;
    try {
      const { app_name: application } = await client.call("getRun", { params: { run_id: trigger.run_id } });
      if (run?.id === id) show({ ...run, parent: { run: trigger.run_id, application, step: trigger.step_name } });
    } catch (error) {
      // The run that started it may have expired.
      if (!isSluiceError(error, "not_found")) throw error;
    }
  };

  const readDraft = async () => {
    const draft = await client.call("getDraft", { params: { name }, query: { client: window } });
    const names = listEntries(draft.document as never).map((entry) => String(entry.name ?? ""));
    const nameOf = new Map(names.map((step, at) => [draft.step_ids[at], step]));
    const named = (id: string): string => nameOf.get(id) ?? id;
    return {
      document: draft.document,
      step_ids: Object.fromEntries(names.map((step, at) => [step, draft.step_ids[at] ?? ""])),
      pins: draft.pins,
      named,
      nameAll: (byId: object) => Object.fromEntries(Object.entries(byId).map(([id, data]) => [named(id), data])),
    };
  };

  return {
    async start({ level, parameters, configuration, queue, to, from, only }) {
      const { document, step_ids, pins, named, nameAll } = await readDraft();
      const { id } = await client.call("startRun", {
        body: {
          document,
          step_ids,
          log_level: toLevelName(level),
          class_drafts: true,
          pins: nameAll(pins),
          ...(parameters === undefined ? {} : { params: parameters }),
          ...(configuration === undefined ? {} : { configuration }),
          ...(queue === undefined ? {} : { queue }),
          ...(to === undefined ? {} : { to: to.map(named) }),
          ...(from === undefined ? {} : { from: { run: from.run, steps: from.steps.map(named) } }),
          ...(only === undefined ? {} : { only: named(only.step) }),
          ...(only?.run === undefined ? {} : { from: { run: only.run, steps: [named(only.step)] } }),
        },
      });
      await open({ id, state: "PENDING", warning: false, acceptedAt: Date.now() });
    },
    async testStep(step, { level, usesPins, from, data = {}, changes = [] }) {
      const { document: draft, step_ids, pins, named, nameAll } = await readDraft();
      const stepIds = listEntries(draft as never).map(({ name }) => step_ids[String(name ?? "")] ?? "");
      const { document } = changes.reduce<EditState>((state, change) => applyOperation(state, change).state, {
        document: draft as JsonObject,
        stepIds,
      });
      const only = named(step);
      const { id } = await client.call("startRun", {
        body: {
          document,
          step_ids,
          log_level: toLevelName(level),
          class_drafts: true,
          only,
          pins: nameAll(usesPins ? pins : data),
          ...(from === undefined ? {} : { from: { run: from, steps: [only] } }),
        },
      });
      return id;
    },
    followStep: (place, listener) => followStep({ client, feed, ...place }, listener),
    async tryNow({ run: runId, stepRun }) {
      await client.call("retryStepNow", { params: { run_id: runId, step: stepRun } });
    },
    async decide({ run: runId, stepRun }, decision) {
      await client.call("decideApproval", { params: { run_id: runId, step: stepRun }, body: decision });
    },
    async children({ run: runId, stepRun }, { state, limit }) {
      const { counts, runs } = await client.call("listChildRuns", {
        params: { run_id: runId, step: stepRun },
        query: { limit, ...(state === undefined ? {} : { state }) },
      });
      return {
        counts,
        runs: runs.map(({ run, ...child }) => ({ ...child, run: fromJsonNames<RunRecord>(run as never) })),
      };
    },
    async basis(id) {
      const params = { run_id: id };
      const [{ document, step_ids }, changed] = await Promise.all([
        client.call("getRunDocument", { params }),
        client.call("listChangedClasses", { params }),
      ]);
      let unknown = 0;
      const stepIds = toStepIdList(document as JsonObject, step_ids as Record<string, string>, () => {
        unknown += 1;
        return `unknown-${unknown}`;
      });
      const changedClasses = changed.map(({ file, syncpack }) => ({ file, syncpack: syncpack ?? undefined }));
      return { state: { document: document as JsonObject, stepIds }, changedClasses };
    },
    async queue(queue) {
      try {
        const { capacity, running } = await client.call("getQueue", { params: { queue } });
        return { capacity, running };
      } catch (error) {
        if (isSluiceError(error, "not_found")) return undefined;
        throw error;
      }
    },
    followMoments: (id, listener) => followMoments(feed, id, listener),
    async recent() {
      const { runs } = await client.call("listRuns", { query: { application: name, limit: 50 } });
      return runs.map((record) => fromJsonNames<RunRecord>(record as never));
    },
    async show(id) {
      // The run that is shown stays until it is known that there is another one.
      const record = await client.call("getRun", { params: { run_id: id } });
      await open(fromJsonNames<RunRecord>(record as never));
    },
    async stop(id) {
      await client.call("revokeTask", { params: { task_id: id } });
    },
    subscribe(listener) {
      listeners.add(listener);
      unsubscribe ??= feed.subscribe(onEvent);
      if (run !== undefined) {
        listener.onRun(run);
        listener.onSteps([...steps.values()]);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        unsubscribe?.();
        unsubscribe = undefined;
      };
    },
  };
}

function toLevelName(level: number): LogLevelName {
  return (Object.keys(logLevels) as LogLevelName[]).find((key) => logLevels[key] === level) ?? "flow";
}
