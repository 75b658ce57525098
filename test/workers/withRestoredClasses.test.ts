import { expect, test } from "vitest";
import type { AttemptRequest, ClassReference, StepWorkers } from "../../core/engine/ports/StepWorkers.ts";
import { withRestoredClasses } from "../../core/workers/withRestoredClasses.ts";

test("a class is loaded from where it was put again, in the environment that is found for it", async () => {
  const seen: AttemptRequest[] = [];
  const workers: StepWorkers = {
    run(request) {
      seen.push(request);
      return {
        done: Promise.resolve({ kind: "revoked", warned: false, parameters: undefined }),
        revoke: () => undefined,
      };
    },
  };
  const lost: ClassReference = {
    ...{ file: "Greet", syncpack: "greet", hash: "abc", modulePath: "/gone.mjs", originFolder: "/" },
  };
  const found = { ...lost, modulePath: "/again.mjs" };
  const restoring = withRestoredClasses(workers, new Map([["abc", found]]), ({ file }) => `environment of ${file}`);
  const hooks = { onLog: () => undefined, onCall: async () => null };
  const request = { environment: "own", stepClass: lost } as AttemptRequest;
  await restoring.run(request, hooks).done;
  const other = { ...request, stepClass: { ...lost, file: "Other", hash: "def" } };
  await restoring.run(other, hooks).done;
  const join = { ...request, stepClass: undefined };
  await restoring.run(join, hooks).done;
  expect(seen).toEqual([
    { environment: "environment of Greet", stepClass: found },
    { environment: "environment of Other", stepClass: other.stepClass },
    join,
  ]);
});
