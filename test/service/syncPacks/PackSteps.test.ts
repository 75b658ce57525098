import { expect, test } from "vitest";
import { SluiceError } from "../../../core/base/SluiceError.ts";
import type { AttemptLogLine, AttemptRequest, StepWorkers } from "../../../core/engine/ports/StepWorkers.ts";
import { PackSteps } from "../../../core/service/syncPacks/PackSteps.ts";
import { hostHash } from "../../../core/service/syncPacks/planPackRun.ts";
import type { SyncPackService } from "../../../core/service/syncPacks/SyncPackService.ts";
import { patientClock } from "../../support/patientClock.ts";

const request = (hash: string, file = "unpack"): AttemptRequest =>
  ({
    runId: "isapp-1",
    attempt: 1,
    stepClass: { file, hash },
    parameters: { pack: "greet", pack_version: "1.0.0", archive: "abc", packages: "/tgz", allow_scripts: ["a"] },
  }) as unknown as AttemptRequest;

function build(bringIn: SyncPackService["bringIn"]) {
  const others: AttemptRequest[] = [];
  const workers: StepWorkers = {
    run(given) {
      others.push(given);
      return {
        done: Promise.resolve({ kind: "revoked", warned: false, parameters: undefined }),
        revoke: () => undefined,
      };
    },
  };
  const lines: AttemptLogLine[] = [];
  const hooks = { onLog: (more: AttemptLogLine[]) => void lines.push(...more), onCall: async () => null };
  const steps = new PackSteps({ workers, syncPacks: { bringIn } as SyncPackService, clock: patientClock });
  return { steps, others, lines, hooks };
}

test("the host does the steps of its own runs, and all others go to the workers, whatever they are called", async () => {
  const asked: unknown[] = [];
  const { steps, others, lines, hooks } = build(async (phase, target, { log }) => {
    asked.push([phase, target]);
    log("done");
    log("closer", "detail");
  });
  await steps.run(request("0".repeat(64)), hooks).done;
  expect([others.length, asked]).toEqual([1, []]);
  const ended = await steps.run(request(hostHash), hooks).done;
  expect([ended.kind, others.length]).toEqual(["success", 1]);
  const source = { tarballs: "/tgz", allowScripts: ["a"] };
  expect(asked).toEqual([["unpack", { name: "greet", version: "1.0.0", hash: "abc", source }]]);
  expect(lines.map(({ level, message }) => [level, message])).toEqual([
    [25, "done"],
    [20, "closer"],
  ]);
});

test("a phase that fails fails its step, and whoever waits for the run hears all of it; one that is stopped is revoked", async () => {
  const failure = new SluiceError("packages_failed", "npm said no", { details: { report: "no" } });
  const failing = build(async () => {
    throw failure;
  });
  failing.steps.watch("isapp-1");
  expect(await failing.steps.run(request(hostHash), failing.hooks).done).toMatchObject({
    kind: "failure",
    error: { exception: "PackagesFailedException", message: "npm said no", attempt: 1 },
  });
  expect([failing.steps.takeFailure("isapp-1"), failing.steps.takeFailure("isapp-1")]).toEqual([failure, undefined]);

  const { steps, hooks } = build((_phase, _target, { signal }) => {
    return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  const attempt = steps.run(request(hostHash), hooks);
  attempt.revoke(0);
  expect((await attempt.done).kind).toBe("revoked");
});
