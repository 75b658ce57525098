import { SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import { type EventJson, followEvents } from "../../client/followEvents.ts";
import { fromJsonNames } from "../../client/fromJsonNames.ts";
import type { Operations } from "../../client/Operations.ts";
import type { RunEvent } from "../../engine/RunEvent.ts";
import type { OwnerHost } from "../../host.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import type { AcceptedRun } from "../../service/runs/RunService.ts";
import { readRun, readRunDocument } from "../readRun.ts";

/** A run that is on disk, in this process or on a host. */
export interface StartedRun {
  run: RunRecord;
  warnings: Problem[];
  document: ApplicationDocument;
  /** Passes on its events from the first, and those of other runs between them, and resolves when it has ended. */
  follow(onEvent: (event: RunEvent) => void): Promise<RunRecord>;
  revoke(): Promise<void>;
  /** The queue it waits for that has no capacity, or undefined. */
  stalledQueue(): Promise<string | undefined>;
  close(): void;
}

/** Starts a run in this process. */
export async function startHere(host: OwnerHost, accept: () => Promise<AcceptedRun>): Promise<StartedRun> {
  // The first events may come before the run is known.
  const early: RunEvent[] = [];
  let pass = (event: RunEvent): void => void early.push(event);
  const close = host.subscribe((event) => pass(event));
  try {
    const { run, warnings } = await accept();
    return {
      run,
      warnings,
      document: host.store.reader.plan(run.id).document,
      follow(onEvent) {
        for (const event of early) onEvent(event);
        pass = onEvent;
        return host.runs.finished(run.id);
      },
      revoke: async () => void (await host.runs.revoke(run.id)),
      stalledQueue: async () => host.runs.stalledQueue(run.id),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** What a host answers when it has accepted a run. */
interface AcceptedThere {
  id: string;
  warnings?: Operations["rerunRun"]["answer"]["warnings"];
}

/** Starts a run on a host. */
export async function startThere(client: ApiClient, accept: () => Promise<AcceptedThere>): Promise<StartedRun> {
  const { id, warnings = [] } = await accept();
  const run = await readRun(client, id);
  const stop = new AbortController();
  return {
    run,
    warnings: warnings as Problem[],
    document: await readRunDocument(client, id),
    async follow(onEvent) {
      for await (const event of eventsOf(client, { runId: id, signal: stop.signal })) {
        onEvent(event);
        if (event.type === "run.finished" && event.runId === id) break;
      }
      return readRun(client, id);
    },
    revoke: async () => void (await client.call("revokeTask", { params: { task_id: id } })),
    async stalledQueue() {
      if ((await readRun(client, id)).state !== "PENDING") return undefined;
      const queue = await client.call("getQueue", { params: { queue: run.queue } });
      return queue.capacity === 0 ? run.queue : undefined;
    },
    close: () => stop.abort(),
  };
}

/** How often in a row the stream may be lost before the command gives up. */
const mostLosses = 5;

/** The events of a run from its first on, and of the runs it triggers. Throws `host_unreachable`. */
async function* eventsOf(
  client: ApiClient,
  { runId, signal }: { runId: string; signal: AbortSignal },
): AsyncGenerator<RunEvent> {
  const gone = new AbortController();
  const family = new Set([runId]);
  let losses = 0;
  const events = followEvents(client, {
    after: await beforeFirst(client, { runId, signal }),
    signal: AbortSignal.any([signal, gone.signal]),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onState(state) {
      losses = state === "open" ? 0 : losses + 1;
      if (losses > mostLosses) gone.abort();
    },
  });
  for await (const json of events) {
    const event = fromJsonNames<RunEvent>(json as never);
    if (event.type === "run.accepted" && event.run.triggeredBy.kind === "RUN") {
      if (family.has(event.run.triggeredBy.runId)) family.add(event.runId);
    }
    if (family.has(event.runId)) yield event;
  }
  if (gone.signal.aborted) {
    throw new SluiceError("host_unreachable", `The host is gone. The run ${runId} goes on when it is back.`);
  }
}

/** The number before the first event of a run, which is on disk. */
async function beforeFirst(
  client: ApiClient,
  { runId, signal }: { runId: string; signal: AbortSignal },
): Promise<number> {
  const stop = new AbortController();
  const pause = async () => stop.abort();
  const events = followEvents(client, { run: runId, after: 0, signal: AbortSignal.any([signal, stop.signal]), pause });
  for await (const event of events) {
    if (isNumbered(event)) {
      stop.abort();
      return event.seq - 1;
    }
  }
  throw new SluiceError("host_unreachable", `The host is gone. The run ${runId} goes on when it is back.`);
}

function isNumbered(event: object): event is EventJson {
  return "seq" in event;
}
