import type { JsonValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Connection } from "../../model/Connection.ts";
import type { Diagnostics } from "../../model/Diagnostics.ts";
import type { HostCall } from "../ports/StepWorkers.ts";
import { storeRun } from "./acceptRun.ts";
import { getStepState, type LiveRun } from "./LiveRun.ts";
import { prepareTrigger } from "./prepareRun.ts";
import type { Shell } from "./Shell.ts";

/** Answers what a step asks of the host while it runs. A cache entry that does not exist is null. */
export async function answerCall(
  shell: Shell,
  run: LiveRun,
  asked: { index: number; attempt: number; call: HostCall },
): Promise<JsonValue> {
  const { index, attempt, call } = asked;
  const { cache, diagnostics, accessTokens } = shell.ports;
  switch (call.kind) {
    case "cache.read":
      return cache.read(call.id) ?? null;
    case "cache.save":
      await cache.save(call.id, call.value, call.ttlSeconds);
      return null;
    case "cache.delete":
      return cache.delete(call.id);
    case "connection.token": {
      const { token, expiresAt } = await accessTokens.get(findConnection(run, { index, name: call.connection }), call);
      return { token, expiresAt };
    }
    case "diagnostics.read":
      return toJson(await diagnostics.read());
    case "run.trigger": {
      assertCurrent(run, index, attempt);
      const child = await prepareTrigger(shell, run, { index, call: call.index, request: call.request });
      if (typeof child === "string") return { runId: child };
      assertCurrent(run, index, attempt);
      await storeRun(shell, child);
      return { runId: child.run.id };
    }
  }
}

/** A step gets at no connection that it does not name. */
function findConnection(run: LiveRun, { index, name }: { index: number; name: string }): Connection {
  const step = run.view.steps[index]?.name ?? "";
  const found = run.secrets.connections(step).find((connection) => connection.name === name);
  if (found !== undefined) return found;
  throw new SluiceError("not_found", `The step ${JSON.stringify(step)} names no connection "${name}".`);
}

/** An attempt that was given up starts nothing any more. */
function assertCurrent(run: LiveRun, index: number, attempt: number): void {
  const { state, attempts } = getStepState(run, index);
  if (run.phase === "live" && !run.state.revoking && state === "STARTED" && attempts === attempt) return;
  throw new SluiceError("internal", "The attempt has ended; it triggers no further run");
}

/** The types of records have no index signature, though they are plain JSON. */
function toJson(diagnostics: Diagnostics): JsonValue {
  return { ...diagnostics } as unknown as JsonValue;
}
