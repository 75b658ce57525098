import { expect, it } from "vitest";
import Approve from "../../../../core/steps/base/steps/Approve.ts";
import { runStep } from "../../../support/runStep.ts";

const consumers = ["approved", "rejected"];
const params = { title: "Delete ${count} devices?" };
const resume = (approved: boolean, more: object = {}) =>
  runStep(Approve, {
    input: { count: 3 },
    params: { ...params, ...more },
    consumers,
    resume: { kind: "approval", approved, by: "Ada", comment: approved ? "" : "too many" },
  });

it("waits for a person with its question", async () => {
  const { wait, data } = await runStep(Approve, { input: { count: 3 }, params, consumers });
  expect([wait, data]).toEqual([{ approval: { title: "Delete 3 devices?" } }, undefined]);
});

it("takes the output of the decision, with who decided", async () => {
  const yes = await resume(true);
  expect([yes.routes, yes.data, yes.logs]).toEqual([
    ["approved"],
    { approved: true, by: "Ada", comment: "", data: { count: 3 } },
    [{ level: "flow", message: "Approved by Ada" }],
  ]);
  const no = await resume(false);
  expect([no.routes, no.data]).toMatchObject([["rejected"], { approved: false, comment: "too many" }]);
});

it("fails when rejected, if asked", async () => {
  const { error } = await resume(false, { fail_when_rejected: true });
  expect(error).toMatchObject({ name: "RejectedException", message: "Rejected by Ada: too many" });
});
