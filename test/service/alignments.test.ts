import { expect, test } from "vitest";
import { addApplication, openTestHost } from "./openTestHost.ts";

const steps = [{ name: "say", file: "Log", message: "${config.city}" }];

async function prepare() {
  const host = await openTestHost();
  for (const name of ["prod", "test"]) {
    await host.services.configurations.set(name, { variable: "city", value: name, secret: false });
  }
  await addApplication(host, { name: "app", app_variables: [], configuration: "prod", steps, extra: 1 });
  return host;
}

test("aligning publishes a revision with a comment, in the place the key had", async () => {
  const { services } = await prepare();
  const aligned = await services.alignments.align("app", { configuration: "test", author: "me" });
  expect(aligned).toMatchObject({ configuration: "test", revision: 2, result: "published", problems: [] });
  const { document, author, comment, revision, stepIds } = services.applications.get("app");
  expect({ author, comment, revision }).toEqual({ author: "me", comment: "Aligned with test", revision: 2 });
  expect(Object.keys(document)).toEqual(["name", "app_variables", "configuration", "steps", "extra"]);
  expect(document.configuration).toBe("test");

  const cleared = await services.alignments.align("app", { configuration: undefined, comment: "For now" });
  expect(cleared).toMatchObject({ revision: 3, result: "published", problems: [{ code: "unknown_variable" }] });
  const after = services.applications.get("app");
  expect([Object.hasOwn(after.document, "configuration"), after.comment]).toEqual([false, "For now"]);
  expect(after.stepIds).toEqual(stepIds);
});

test("aligning as it is makes no revision", async () => {
  const { services } = await prepare();
  expect(await services.alignments.align("app", { configuration: "prod" })).toMatchObject({
    revision: 1,
    result: "unchanged",
  });
  await services.alignments.align("app", { configuration: undefined });
  expect(await services.alignments.align("app", { configuration: undefined })).toMatchObject({
    revision: 2,
    result: "unchanged",
  });
});

test("unknown names are refused with the nearest one, and nothing changes", async () => {
  const { services } = await prepare();
  await expect(services.alignments.align("app", { configuration: "tst" })).rejects.toMatchObject({
    code: "not_found",
    message: expect.stringContaining('Did you mean "test"?'),
  });
  await expect(services.alignments.align("ap", { configuration: "test" })).rejects.toMatchObject({ code: "not_found" });
  expect(services.applications.get("app").revision).toBe(1);
});

test("an application that is only a draft stays one, aligned", async () => {
  const { services } = await prepare();
  const text = JSON.stringify({ name: "new", app_variables: [], steps: [{ name: "a", file: "Nowhere" }] });
  await services.applications.import(text, { fileName: "new.json", overwrite: false });
  const aligned = await services.alignments.align("new", { configuration: "test" });
  expect(aligned).toMatchObject({ result: "draft", problems: [{ code: "unknown_step_class" }] });
  expect(services.applications.get("new").document.configuration).toBe("test");
});

test("uses are found in what is stored, by the kinds the classes declare, in drafts too", async () => {
  const host = await prepare();
  await addApplication(host, {
    name: "parent",
    app_variables: [],
    steps: [
      { name: "go", file: "TriggerApplication", application: "app", configuration: "prod", queue: "slow" },
      { name: "gone", file: "Log", message: "app" },
    ],
  });
  const draft = JSON.stringify({
    name: "new",
    app_variables: [],
    queue: "slow",
    steps: [{ name: "a", file: "Nowhere" }],
  });
  await host.services.applications.import(draft, { fileName: "new.json", overwrite: false });
  const { uses } = host.services;
  expect(await uses.find({ kind: "application", name: "app" })).toMatchObject([{ name: "parent", step: "go" }]);
  expect(await uses.find({ kind: "configuration", name: "prod" })).toMatchObject([
    { name: "app", path: "$.configuration" },
    { name: "parent", path: "$.steps[0].configuration" },
  ]);
  expect(await uses.find({ kind: "queue", name: "slow" })).toMatchObject([
    { name: "new", draft: true },
    { name: "parent", draft: false, step: "go" },
  ]);
  expect(await uses.find({ kind: "queue", name: "slow" }, "somebody else")).toMatchObject([{ name: "parent" }]);
  await host.services.configurations.set("prod", { variable: "pw", value: "$SECRET(crm)", secret: false });
  expect(await uses.find({ kind: "secret", name: "crm" })).toMatchObject([{ by: "configuration", name: "prod" }]);
});
