import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

const code = (value: string) => `import { BaseStep } from "sluice";
export default class Own extends BaseStep {
  async execute() { await this.saveDataForNextStep(${value}); }
}
`;

test("an application is named, previewed, published with the class it needs, and copied", async () => {
  const { ask } = await openTestApi();
  const created = (await ask("POST", "/applications/new", { body: {} })).json();
  const entry = { name: "own", file: "Own" };
  const operations = [{ op: "addStep", step: "0190b0aa-1111-7000-8000-000000000001", entry }];
  const gesture = { id: "add", label: "Add", operations };
  await ask("PATCH", `/applications/${created.application}/draft`, { body: { seq: created.seq, gesture } });
  await ask("PUT", "/steps/Own/draft", { body: { code: code("1") } });

  const renamed = await ask("POST", `/applications/${created.application}/draft/rename`, {
    body: { name: "orders", friendly_name: "Orders" },
  });
  expect(renamed.json()).toMatchObject({
    application: "orders",
    document: { name: "orders", friendly_name: "Orders" },
  });
  const bad = await ask("POST", "/applications/orders/draft/rename", { body: { name: "a b", friendly_name: "" } });
  expect(bad.statusCode).toBe(400);

  expect((await ask("GET", "/applications/orders/draft/publish-preview")).json()).toEqual({
    base_revision: 0,
    published_revision: 0,
    changes: expect.any(Number),
    needs_merge: false,
    problems: [],
    classes: [{ name: "Own", is_new: true, problem: null, used_by: [] }],
  });
  const body = { comment: "first", classes: [{ name: "Own" }] };
  expect((await ask("POST", "/applications/orders/draft/publish", { body })).json()).toEqual({
    revision: 1,
    result: "published",
    problems: [],
  });
  const copied = await ask("POST", "/applications/orders/copy", {
    body: { name: "copy", friendly_name: "Copy", version: "1" },
  });
  expect(copied.statusCode).toBe(201);
  expect(copied.json()).toMatchObject({ application: "copy", base_revision: 0, published_revision: 0 });
  const again = await ask("POST", "/applications/orders/copy", { body: { name: "copy", friendly_name: "" } });
  expect(again.statusCode).toBe(409);
});
