import { expect, onTestFinished, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createVersionPort } from "../../../renderer/api/createVersionPort.ts";
import { openTestApi } from "../../api/openTestApi.ts";

const steps = [{ name: "a", file: "Script", code: "return 1;" }];

async function prepare() {
  const { api, ask } = await openTestApi();
  onTestFinished(() => api.close());
  await ask("POST", "/applications", { body: { name: "flow", app_variables: [], steps } });
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "administrator");
  const open = (name: string) => createVersionPort(client, { name, window: "w" });
  const { step_ids } = (await ask("GET", "/applications/flow/draft")).json();
  let count = 0;
  const edit = async (value: string) => {
    count += 1;
    const { seq } = (await ask("GET", "/applications/flow/draft")).json();
    const operations = [{ op: "setParameter", step: step_ids[0], path: ["code"], value }];
    const gesture = { id: `g${count}`, label: "Edit", operations };
    await ask("PATCH", "/applications/flow/draft", { body: { client: "w", seq, gesture } });
  };
  return { ask, open, edit };
}

test("a draft is previewed, published, compared, restored, discarded and copied", async () => {
  const { ask, open, edit } = await prepare();
  const flow = open("flow");
  await edit("return 2;");
  expect(await flow.preview()).toEqual({ published: 1, changes: 1, needsMerge: false, problems: [], classes: [] });
  expect(await flow.diff("published", "draft")).toMatchObject({ logic: [{ kind: "changed", name: "a" }], layout: [] });
  expect(await flow.publish({ comment: "two", classes: [] })).toEqual({
    name: "flow",
    revision: 2,
    result: "published",
  });
  expect(await flow.list()).toMatchObject([{ revision: 2, comment: "two", steps: 1 }, { revision: 1 }]);
  expect(await flow.list(2)).toMatchObject([{ revision: 1 }]);
  expect(await flow.read(1)).toMatchObject({ document: { steps }, stepIds: [expect.any(String)] });
  await flow.restore(1);
  expect((await ask("GET", "/applications/flow/draft")).json().document.steps).toEqual(steps);
  await flow.discard();
  expect((await flow.preview()).changes).toBe(0);
  expect(await flow.merge({ choices: {}, dryRun: true })).toMatchObject({ base: 2, published: 2, conflicts: [] });
  expect(await flow.copy(1, { name: "other", friendlyName: "Other" })).toBe("other");
  await expect(flow.copy(1, { name: "other", friendlyName: "" })).rejects.toThrow(
    'There is an application "other" already.',
  );
});

test("a new application gets its name with its first revision", async () => {
  const { ask, open } = await prepare();
  const { application, seq } = (await ask("POST", "/applications/new", { body: {} })).json();
  const operations = [{ op: "addStep", step: "0190b0aa-1111-7000-8000-000000000001", entry: steps[0] }];
  const gesture = { id: "add", label: "Add", operations };
  await ask("PATCH", `/applications/${application}/draft`, { body: { seq, gesture } });
  const names = { name: "orders", friendlyName: "Orders" };
  expect(await open(application).publish({ comment: "", classes: [], names })).toMatchObject({
    name: "orders",
    revision: 1,
  });
  await expect(open("orders").rename(names)).rejects.toThrow("is published");
});
