import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createTrashRetention } from "../../core/service/upkeep/createTrashRetention.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const day = 24 * 3_600_000;
const app = (message: string) => ({
  name: "app",
  configuration: "prod",
  app_variables: [],
  steps: [{ name: "one", file: "Log", message }],
});
const configuration = {
  name: "prod",
  configuration_data: [{ name: "key", value: "hunter2hunter2", encrypted: true }],
};
const echo = fileURLToPath(new URL("../fixtures/goodSteps/Echo.ts", import.meta.url));

async function findId({ ask }: TestApi, name: string): Promise<string> {
  const entries = (await ask("GET", "/trash")).json() as { id: string; name: string }[];
  return entries.find((entry) => entry.name === name)?.id ?? "none";
}

test("a deleted application lists its uses and comes back with revisions, draft and journal", async () => {
  const test = await openTestApi({ clock: new FakeClock(Date.UTC(2026, 0, 1)) });
  const { ask } = test;
  const caller = {
    name: "caller",
    app_variables: [],
    steps: [{ name: "go", file: "TriggerApplication", application: "app" }],
  };
  for (const body of [app("first"), app("second"), caller]) await ask("POST", "/applications", { body });
  const operations = [{ op: "setApplicationKey", key: "description", value: "d" }];
  const gesture = { id: "g", label: "Describe", operations };
  await ask("PATCH", "/applications/app/draft", { body: { client: "w", seq: 0, gesture } });
  const draft = (await ask("GET", "/applications/app/draft?client=w")).json();

  const deleted = await ask("DELETE", "/applications/app", { role: "developer" });
  expect(deleted.json()).toMatchObject({ deleted: "app", uses: [{ by: "application", name: "caller", step: "go" }] });
  expect((await ask("GET", "/applications/app")).statusCode).toBe(404);
  expect((await ask("GET", "/applications")).json().map(({ name }: { name: string }) => name)).toEqual(["caller"]);
  const [entry] = (await ask("GET", "/trash", { role: "developer" })).json();
  expect(entry).toEqual({
    id: entry.id,
    kind: "application",
    name: "app",
    deleted_at: "2026-01-01T00:00:00.000Z",
    deleted_by: "a developer",
    expires_at: "2026-01-31T00:00:00.000Z",
  });

  const restored = await ask("POST", `/trash/${entry.id}/restore`, { role: "developer" });
  expect(restored.json()).toEqual(entry);
  expect((await ask("GET", "/trash")).json()).toEqual([]);
  expect((await ask("GET", "/applications/app/revisions")).json()).toMatchObject([{ revision: 2 }, { revision: 1 }]);
  expect((await ask("GET", "/applications/app/draft?client=w")).json()).toEqual(draft);
  const undone = await ask("POST", "/applications/app/draft/undo", { body: { client: "w", seq: draft.seq } });
  expect(undone.statusCode).toBe(200);
});

test("a deleted configuration comes back with values that still open", async () => {
  const test = await openTestApi();
  const { ask } = test;
  await ask("POST", "/configurations", { body: configuration });
  await ask("POST", "/applications", { body: app("${config.key}") });
  expect((await ask("DELETE", "/configurations/prod")).json().uses).toMatchObject([{ by: "application", name: "app" }]);
  expect((await ask("GET", "/configurations")).json()).toEqual([]);
  await ask("POST", `/trash/${await findId(test, "prod")}/restore`);
  const run = (await ask("POST", "/applications/app/run?wait=30")).json();
  expect([run.state, run.configuration]).toEqual(["SUCCESS", "prod"]);
});

test("a deleted step class comes back with its draft, and one that was only a draft too", async () => {
  const test = await openTestApi();
  const { ask, host } = test;
  await host.services.stepClasses.import(echo, { overwrite: false });
  const code = (await ask("GET", "/steps/Echo")).json().code as string;
  await ask("PUT", "/steps/Echo/draft", { body: { code: `${code}\n// edited\n` } });
  await ask("PUT", "/steps/Drafted/draft", { body: { code } });
  for (const name of ["Echo", "Drafted"]) {
    expect((await ask("DELETE", `/steps/${name}`)).statusCode).toBe(200);
    expect((await ask("DELETE", `/steps/${name}`)).statusCode).toBe(404);
    expect((await ask("GET", `/steps/${name}/draft`)).statusCode).toBe(404);
    expect((await ask("POST", `/trash/${await findId(test, name)}/restore`)).statusCode).toBe(200);
    expect((await ask("GET", `/steps/${name}/draft`)).statusCode).toBe(200);
  }
  expect((await ask("GET", "/steps/Echo")).json()).toMatchObject({ code, has_draft: true });
  expect((await ask("GET", "/trash")).json()).toEqual([]);
});

test("what has its name again is not overwritten", async () => {
  const test = await openTestApi();
  const { ask } = test;
  await ask("POST", "/applications", { body: app("old") });
  await ask("DELETE", "/applications/app");
  await ask("POST", "/applications", { body: app("new") });
  const id = await findId(test, "app");
  const refused = await ask("POST", `/trash/${id}/restore`);
  expect([refused.statusCode, refused.json().code, refused.json().details]).toEqual([
    409,
    "already_exists",
    { kind: "application", name: "app" },
  ]);
  expect((await ask("GET", "/applications/app")).json().steps[0].message).toBe("new");
  await ask("DELETE", "/applications/app");
  expect((await ask("POST", `/trash/${id}/restore`)).statusCode).toBe(200);
  expect((await ask("GET", "/applications/app")).json().steps[0].message).toBe("old");
});

test("it goes for good after 30 days, or when an administrator says so", async () => {
  const clock = new FakeClock(Date.UTC(2026, 0, 1));
  const test = await openTestApi({ clock });
  const { ask, host } = test;
  const retention = createTrashRetention(host.store.trash);
  const upkeep = async (now: number) => {
    for await (const _ of retention.slices(now));
  };
  await ask("POST", "/configurations", { body: configuration });
  await ask("POST", "/applications", { body: app("x") });
  await ask("DELETE", "/applications/app");
  await ask("DELETE", "/configurations/prod");
  await upkeep(clock.now() + 30 * day);
  expect((await ask("GET", "/trash")).json()).toHaveLength(2);
  const id = await findId(test, "prod");
  expect((await ask("DELETE", `/trash/${id}`, { role: "developer" })).statusCode).toBe(403);
  expect((await ask("DELETE", `/trash/${id}`)).json().name).toBe("prod");
  expect((await ask("POST", `/trash/${id}/restore`)).statusCode).toBe(404);
  await upkeep(clock.now() + 30 * day + 1);
  expect((await ask("GET", "/trash")).json()).toEqual([]);
  expect(host.store.integrityCheck()).toEqual([]);
});
