import { strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const steps = [{ name: "say", file: "Log", message: "${config.word}" }];
const app = (name: string, more = {}) => ({ name, configuration: "prod", app_variables: [], steps, ...more });
const brief = (answer: { json(): { items: { kind: string; name: string; action: string }[] } }) =>
  answer.json().items.map(({ kind, name, action }) => `${action} ${kind} ${name}`);

async function openFull(): Promise<TestApi> {
  const api = await openTestApi();
  const data = [
    { name: "word", value: "hi" },
    { name: "pw", value: "hidden-one", encrypted: true },
  ];
  await api.ask("POST", "/configurations", { body: { name: "prod", configuration_data: data } });
  await api.ask("POST", "/applications", { body: app("one") });
  await api.ask("POST", "/applications", {
    body: app("two", { configuration: undefined, steps: [{ name: "a", file: "Log", message: "x" }] }),
  });
  return api;
}

/** Sends an archive as it is. */
function sendArchive({ api }: TestApi, archive: Uint8Array, query = "") {
  const headers = { authorization: "Bearer administrator", "content-type": "application/zip" };
  return api.inject({ method: "POST", url: `/api/v1/import/archive${query}`, headers, payload: Buffer.from(archive) });
}

test("an archive of everything, or of one application, is downloaded and taken in elsewhere", async () => {
  const source = await openFull();
  const all = await source.ask("GET", "/export");
  expect(all.headers).toMatchObject({
    "content-type": "application/zip",
    "content-disposition": 'attachment; filename="sluice.zip"',
  });
  expect(Object.keys(unzipSync(all.rawPayload)).sort()).toEqual([
    "applications/one.json",
    "applications/two.json",
    "configurations/prod.json",
    "sluice.json",
  ]);
  const one = await source.ask("GET", "/applications/one/export");
  expect(one.headers["content-disposition"]).toBe('attachment; filename="one.zip"');
  expect(Object.keys(unzipSync(one.rawPayload))).not.toContain("applications/two.json");
  expect((await source.ask("GET", "/applications/oen/export")).statusCode).toBe(404);

  const target = await openTestApi();
  const tried = await sendArchive(target, all.rawPayload, "?dry_run=true");
  expect(tried.json()).toMatchObject({ dry_run: true, items: [{ name: "prod", unset: ["pw"] }, {}, {}] });
  expect((await target.ask("GET", "/applications")).json()).toEqual([]);
  expect(brief(await sendArchive(target, all.rawPayload))).toEqual([
    "create configuration prod",
    "create application one",
    "create application two",
  ]);
  expect((await target.ask("GET", "/applications")).json()).toHaveLength(2);
});

test("each item is chosen for: overwritten, skipped or renamed", async () => {
  const api = await openFull();
  const { ask } = api;
  const archive = (await ask("GET", "/export")).rawPayload.toString("base64");
  await ask("POST", "/applications", { body: app("one", { description: "changed" }) });
  await ask("PATCH", "/configurations/prod", { body: { variables: [{ name: "word", value: "other" }] } });
  const conflicts = await ask("POST", "/import?dry_run=true", { body: { archive } });
  expect(brief(conflicts)).toEqual([
    "conflict configuration prod",
    "conflict application one",
    "unchanged application two",
  ]);
  const choices = [
    { kind: "application", name: "one", action: "rename", new_name: "one_old" },
    { kind: "configuration", name: "prod", action: "skip" },
  ];
  const chosen = await ask("POST", "/import", { body: { archive, choices } });
  expect(brief(chosen)).toEqual(["skip configuration prod", "rename application one_old", "unchanged application two"]);
  expect(chosen.json().items[1].renamed_from).toBe("one");
  expect((await ask("GET", "/applications/one?layout=false")).json().description).toBe("changed");
  expect((await ask("GET", "/applications/one_old?layout=false")).json()).toMatchObject(app("one_old"));
  expect(
    (await ask("POST", "/import", { body: { archive, choices: [{ ...choices[0], new_name: "a b" }] } })).statusCode,
  ).toBe(400);
});

test("documents and step classes are taken in as they are sent, with what is missing and what is wrong", async () => {
  const { ask, host } = await openTestApi();
  const code =
    'import { BaseStep } from "sluice";\nimport { x } from "./x.ts";\nexport default class Mine extends BaseStep { async execute() { await this.saveDataForNextStep(x); } }\n';
  const body = {
    applications: [
      app("one", {
        steps: [
          { name: "m", file: "Mine" },
          { name: "n", file: "Nowhere" },
        ],
      }),
    ],
    configurations: [{ name: "other", configuration_data: [{ name: "pw", value: "$SECRET(crm)" }] }],
    step_classes: [
      { main: "Mine.ts", files: { "Mine.ts": code, "x.ts": "export const x = 1;" } },
      { main: "Bad.ts", files: { "Bad.ts": "export default class {\n  ( }" } },
    ],
  };
  const answer = await ask("POST", "/import", { body });
  expect(brief(answer)).toEqual([
    "create step_class Mine",
    "refused step_class Bad",
    "create configuration other",
    "create application one",
    "missing step_class Nowhere",
    "missing configuration prod",
    "missing secret crm",
  ]);
  const [, bad, , one, nowhere] = answer.json().items;
  expect(bad.message).toMatch(/^Bad\.ts:2:/);
  expect(one).toMatchObject({
    draft: true,
    problems: expect.arrayContaining([expect.objectContaining({ code: "unknown_step_class" })]),
  });
  expect(nowhere.needed_by).toEqual(["one"]);
  expect(host.services.stepClasses.listNames()).toContain("Mine");
});

test("hostile and empty input is refused with a reason", async () => {
  const api = await openTestApi();
  const head = strToU8('{"format":"sluice-archive","version":1}');
  const cases: [Uint8Array, string][] = [
    [strToU8("no archive"), "no ZIP archive"],
    [zipSync({ "x.txt": head }), "no export"],
    [zipSync({ "sluice.json": head, "../../evil.json": head }), "no part of an export"],
    [zipSync({ "sluice.json": [head, { os: 3, attrs: (0o120777 << 16) >>> 0 }] }), "symbolic link"],
  ];
  for (const [archive, message] of cases) {
    const answers = [
      await sendArchive(api, archive),
      await api.ask("POST", "/import", { body: { archive: Buffer.from(archive).toString("base64") } }),
    ];
    for (const answer of answers) {
      expect([answer.statusCode, answer.json().detail]).toEqual([400, expect.stringContaining(message)]);
    }
  }
  expect((await api.ask("POST", "/import", { body: {} })).json().detail).toContain("nothing to import");
  expect((await api.ask("POST", "/import", { body: { archive: "***" } })).statusCode).toBe(400);
  const path = { main: "../Evil.ts", files: { "../Evil.ts": "export default 1" } };
  expect(brief(await api.ask("POST", "/import", { body: { step_classes: [path] } }))).toEqual([
    "refused step_class Evil",
  ]);
});

test("what comes in names who brought it: as author of the revision, or as the one whose draft it is", async () => {
  const { ask } = await openTestApi();
  const usable = { configuration: undefined, steps: [{ name: "a", file: "Log", message: "x" }] };
  const body = { applications: [app("brought", usable), { name: "broken", app_variables: [], steps: [] }] };
  expect((await ask("POST", "/import", { body, role: "developer" })).statusCode).toBe(200);
  await ask("POST", "/applications", { body: app("saved", usable), role: "developer" });
  for (const name of ["brought", "saved"]) {
    const revisions = (await ask("GET", `/applications/${name}/revisions`)).json();
    expect(revisions).toMatchObject([{ revision: 1, author: "token a developer" }]);
  }
  const draft = await ask("GET", "/applications/broken/draft", { role: "developer" });
  expect(draft.json()).toMatchObject({
    application: "broken",
    published_revision: 0,
    // Blank, but for its names.
    history: { changes: 0 },
  });
});

test("schedules travel in an archive of everything, with their parameters as ciphertext, and come in disabled", async () => {
  const { ask } = await openFull();
  const times = { schedule_type: "crontab", schedule_info: { minute: "30", hour: "2", time_zone: "Europe/Berlin" } };
  const body = { entry_id: "nightly run", application_id: "one", schedule: times, params: { word: "p4ssphrase" } };
  await ask("POST", "/schedule", { body });
  await ask("POST", "/schedule", { body: { entry_id: "plain", application_id: "two", schedule: times } });
  const archive = (await ask("GET", "/export")).rawPayload;
  const files = unzipSync(archive);
  const texts = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()] as const);
  expect(texts.filter(([name]) => name.startsWith("schedules/"))).toHaveLength(2);
  expect(texts.filter(([, text]) => text.includes("p4ssphrase"))).toEqual([]);
  expect((await ask("GET", "/export")).rawPayload.equals(archive)).toBe(true);
  expect(Object.keys(unzipSync((await ask("GET", "/applications/one/export")).rawPayload)).join()).not.toContain(
    "sched",
  );

  const sent = { archive: archive.toString("base64") };
  const again = await ask("POST", "/import", { body: sent });
  expect(brief(again)).toEqual(expect.arrayContaining(["unchanged schedule nightly run", "unchanged schedule plain"]));
  await ask("DELETE", "/schedule/nightly%20run");
  const choices = [{ kind: "application", name: "one", action: "rename", new_name: "first" }];
  expect(brief(await ask("POST", "/import", { body: { ...sent, choices } }))).toEqual(
    expect.arrayContaining(["rename application first", "create schedule nightly run"]),
  );
  expect((await ask("GET", "/schedule/nightly%20run")).json()).toMatchObject({
    application_id: "first",
    schedule: times,
    params: { word: "p4ssphrase" },
    enabled: false,
  });

  const other = await openTestApi();
  const there = (await other.ask("POST", "/import", { body: sent })).json();
  const schedules = there.items.filter(({ kind }: { kind: string }) => kind === "schedule");
  expect(schedules).toMatchObject([
    { name: "nightly run", action: "refused", message: expect.stringContaining("another key") },
    { name: "plain", action: "create" },
  ]);
  expect((await other.ask("GET", "/schedule/plain")).json()).toMatchObject({ application_id: "two", enabled: false });
});

test("applications that come in as a draft change nothing that is published, and are taken back as one gesture", async () => {
  const { ask } = await openTestApi();
  const flow = app("flow", { configuration: undefined, steps: [{ name: "a", file: "Log", message: "old" }] });
  await ask("POST", "/applications", { body: flow });
  const stepIds = (await ask("GET", "/applications/flow/draft", { role: "developer" })).json().step_ids;
  const changed = { ...flow, steps: [...flow.steps, { name: "b", file: "Log", message: "new" }] };
  const body = { applications: [changed, { ...flow, name: "fresh" }] };
  const query = "?as_draft=true&client=w1";
  const send = (more = {}) => ask("POST", `/import${query}`, { body: { ...body, ...more }, role: "developer" });
  expect(brief(await send())).toEqual(["conflict application flow", "create application fresh"]);
  const choices = [{ kind: "application", name: "flow", action: "overwrite" }];
  const taken = await send({ choices });
  expect(brief(taken)).toEqual(["overwrite application flow", "unchanged application fresh"]);
  expect(taken.json().items[0]).toMatchObject({ draft: true });
  expect(brief(await send())).toEqual(["unchanged application flow", "unchanged application fresh"]);

  expect((await ask("GET", "/applications/flow?layout=false")).json().steps).toHaveLength(1);
  const draft = (await ask("GET", "/applications/flow/draft?client=w1", { role: "developer" })).json();
  expect(draft).toMatchObject({
    published_revision: 1,
    document: { steps: changed.steps },
    step_ids: [stepIds[0], expect.any(String)],
    history: { undo: "Import application 1", changes: 1 },
  });
  // Nobody else sees it.
  expect((await ask("GET", "/applications/flow/draft", { role: "administrator" })).json().document.steps).toHaveLength(
    1,
  );
  const back = await ask("POST", "/applications/flow/draft/undo", {
    body: { client: "w1", seq: draft.seq },
    role: "developer",
  });
  expect(back.statusCode).toBe(200);
  expect((await ask("GET", "/applications/flow/draft", { role: "developer" })).json()).toMatchObject({
    document: { steps: flow.steps },
    history: { changes: 0 },
  });
});
