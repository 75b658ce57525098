import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const shout = (body = "String(text).toUpperCase()", lines = "") => `import { BaseStep } from "sluice";
${lines}
export default class Shout extends BaseStep {
  constructor() {
    super();
    this.newStepParameter({ name: "text" });
  }
  async execute() {
    const text = this.getParameter("text");
    await this.saveDataForNextStep(${body});
  }
}
`;
const app = { name: "loud", app_variables: [], steps: [{ name: "s", file: "Shout", text: "hi" }] };

/** What a run of the application saves. */
async function run({ ask, host }: TestApi): Promise<unknown> {
  const { id } = (await ask("POST", "/applications/loud/run?wait=30")).json();
  await host.runs.finished(id).catch(() => undefined);
  const [step] = host.services.queries.result(id).steps;
  return step?.data;
}

test("a class is written: drafted with its errors, published, used, changed, and deleted with its uses", async () => {
  const api = await openTestApi();
  const { ask } = api;
  const broken = await ask("PUT", "/steps/Shout/draft", { body: { code: shout("text +* 2") } });
  expect(broken.statusCode).toBe(200);
  expect(broken.json()).toMatchObject({
    name: "Shout",
    manifest: null,
    problem: expect.stringContaining("Shout.ts:10:"),
  });
  expect(broken.json().errors).toEqual([
    {
      code: "compile_failed",
      path: "$.code",
      detail: 'Unexpected "*"',
      severity: "error",
      file: "Shout.ts",
      line: 10,
      column: 42,
    },
  ]);
  expect((await ask("GET", "/steps")).json().some(({ name }: { name: string }) => name === "Shout")).toBe(false);
  const refused = await ask("PUT", "/steps/Shout");
  expect(refused.statusCode).toBe(400);
  expect(refused.json()).toMatchObject({
    code: "compile_failed",
    errors: [{ line: 10, column: 42, file: "Shout.ts" }],
  });

  const drafted = await ask("PUT", "/steps/Shout/draft", { body: { code: shout() } });
  expect(drafted.json()).toMatchObject({ problem: null, errors: [], manifest: { parameters: [{ name: "text" }] } });
  expect((await ask("GET", "/steps/Shout/draft")).json()).toMatchObject({
    code: shout(),
    files: {},
    author: "a administrator",
  });
  const first = (await ask("PUT", "/steps/Shout")).json();
  expect(first).toMatchObject({ result: "added", manifest: { file: "Shout" }, used_by: [] });
  expect((await ask("GET", "/steps/Shout/draft")).statusCode).toBe(404);

  await ask("POST", "/applications", { body: app });
  expect(await run(api)).toBe("HI");
  const second = (await ask("PUT", "/steps/Shout", { body: { code: shout('text + "!"') } })).json();
  expect(second).toMatchObject({ result: "replaced", used_by: ["loud"] });
  expect(await run(api)).toBe("hi!");
  const versions = (await ask("GET", "/steps/Shout/versions", { role: "viewer" })).json();
  expect(versions.map(({ hash, current }: { hash: string; current: boolean }) => [hash, current])).toEqual([
    [second.hash, true],
    [first.hash, false],
  ]);
  expect((await ask("GET", `/steps/Shout/versions/${first.hash}`)).json()).toMatchObject({ code: shout(), files: {} });
  expect((await ask("GET", "/steps/Shout/versions/none")).statusCode).toBe(404);
  expect((await ask("GET", "/steps/Shout", { role: "viewer" })).json()).toMatchObject({
    own: true,
    has_draft: false,
    used_by: ["loud"],
    hash: second.hash,
    code: shout('text + "!"'),
  });
  const entry = (await ask("GET", "/steps")).json().find(({ name }: { name: string }) => name === "Shout");
  expect(entry).toMatchObject({
    own: true,
    has_draft: false,
    used_by: ["loud"],
    manifest: { parameters: [{ name: "text" }] },
  });

  const deleted = await ask("DELETE", "/steps/Shout");
  expect(deleted.json()).toEqual({
    deleted: "Shout",
    uses: [{ by: "application", name: "loud", draft: false, path: "$.steps[0].file", step: "s" }],
  });
  expect((await ask("GET", "/steps/Shout")).statusCode).toBe(404);
  expect((await ask("DELETE", "/steps/Shout")).statusCode).toBe(404);
});

test("the manual's way to upload a step works, with the same text twice", async () => {
  const { ask } = await openTestApi();
  const body = { name: "Shout", data: shout() };
  expect((await ask("POST", "/steps", { body })).json()).toMatchObject({ name: "Shout", result: "added" });
  expect((await ask("POST", "/steps", { body })).json()).toMatchObject({ result: "unchanged" });
  expect((await ask("GET", "/steps/Shout/versions")).json()).toHaveLength(1);
});

test("the files of a class stay when only its code changes", async () => {
  const { ask } = await openTestApi();
  const lines = 'import { sign } from "./lib/sign.ts";';
  const files = { "lib/sign.ts": 'export const sign = "?";' };
  await ask("PUT", "/steps/Shout", { body: { code: shout("text + sign", lines), files } });
  expect((await ask("PUT", "/steps/Shout", { body: { code: shout("sign + text", lines) } })).json().result).toBe(
    "replaced",
  );
  expect((await ask("GET", "/steps/Shout")).json()).toMatchObject({ files, code: shout("sign + text", lines) });
  const outside = await ask("PUT", "/steps/Shout", { body: { code: shout("x", 'import x from "../../../x.json";') } });
  expect(outside.json()).toMatchObject({
    code: "compile_failed",
    errors: [{ line: 2, detail: expect.stringContaining("outside") }],
  });
  const path = await ask("PUT", "/steps/Shout/draft", { body: { code: shout(), files: { "../x.ts": "" } } });
  expect(path.statusCode).toBe(400);
});

test("what is no step class, belongs to a pack, or has no name is refused", async () => {
  const { ask } = await openTestApi();
  const none = await ask("PUT", "/steps/None", { body: { code: "export const a = 1;" } });
  expect([none.statusCode, none.json().code]).toEqual([400, "step_class_invalid"]);
  const throwing = await ask("PUT", "/steps/Bad/draft", {
    body: { code: 'throw new Error("at load");\nexport default 1;' },
  });
  expect(throwing.json()).toMatchObject({ manifest: null, problem: expect.stringContaining("at load"), errors: [] });
  for (const [method, path, status] of [
    ["PUT", "/steps/Log", 409],
    ["PUT", "/steps/Log/draft", 409],
    ["DELETE", "/steps/Log", 405],
    ["PUT", "/steps/a%20b", 400],
    ["PUT", "/steps/..%2F..%2Fevil", 400],
    ["PUT", "/steps/__proto__/draft", 400],
    ["DELETE", "/steps/Nothing/draft", 404],
  ] as const) {
    const answer = await ask(method, path, method === "PUT" ? { body: { code: shout() } } : {});
    expect([path, answer.statusCode]).toEqual([path, status]);
  }
  expect((await ask("PUT", "/steps/Nothing")).statusCode).toBe(404);
});

test("two people never overwrite each other silently, and only a developer writes or runs code", async () => {
  const { ask, host } = await openTestApi();
  const saved = await ask("PUT", "/steps/Shout", { body: { code: shout() } });
  const { etag } = (await ask("GET", "/steps/Shout")).headers;
  expect(etag).toBe(saved.headers.etag);
  const headers = { "if-match": String(etag) };
  const change = (body: string) => ask("PUT", "/steps/Shout", { body: { code: shout(body) }, headers });
  expect((await Promise.all([change("1"), change("2")])).map(({ statusCode }) => statusCode)).toEqual([200, 412]);
  expect((await ask("DELETE", "/steps/Shout", { headers })).statusCode).toBe(412);
  const draft = await ask("PUT", "/steps/Shout/draft", { body: { code: shout("3") } });
  const draftHeaders = { "if-match": String(draft.headers.etag) };
  const edit = (body: string) =>
    ask("PUT", "/steps/Shout/draft", { body: { code: shout(body) }, headers: draftHeaders });
  expect((await edit("4")).statusCode).toBe(200);
  expect((await edit("5")).statusCode).toBe(412);
  expect((await ask("DELETE", "/steps/Shout/draft")).json()).toEqual({ discarded: "Shout" });

  const trail = join(host.dataFolder, "ran.txt");
  const code = `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(trail)}, "x");\n${shout()}`;
  for (const role of ["viewer", "operator"] as const) {
    const answers = await Promise.all([
      ask("POST", "/steps", { body: { name: "Evil", data: code }, role }),
      ask("PUT", "/steps/Evil", { body: { code }, role }),
      ask("PUT", "/steps/Evil/draft", { body: { code }, role }),
      ask("DELETE", "/steps/Shout", { role }),
      ask("DELETE", "/steps/Shout/draft", { role }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403]);
  }
  expect(existsSync(trail)).toBe(false);
});

test("a class of a pack becomes an own one under another name, with the files and packages it imports", async () => {
  const api = await openTestApi();
  const { ask } = api;
  const copied = await ask("POST", "/steps/Script/copy?syncpack=base_steps_syncpack", { body: { to: "MyScript" } });
  expect([copied.statusCode, copied.json().name]).toEqual([200, "MyScript"]);
  const { own, code, files } = (await ask("GET", "/steps/MyScript")).json();
  expect([own, Object.keys(files)]).toEqual([true, ["util/loadScript.ts"]]);
  expect(code).toContain("export default class MyScript extends");
  expect((await ask("PUT", "/steps/MyScript/draft", { body: { code: `${code}\n` } })).json().problem).toBeNull();
  const script = { name: "loud", app_variables: [], steps: [{ name: "s", file: "MyScript", code: "return 7;" }] };
  await ask("POST", "/applications", { body: script });
  expect(await run(api)).toBe(7);
  expect((await ask("POST", "/steps/Transform/copy", { body: { to: "MyTransform" } })).statusCode).toBe(200);
  const named = await ask("POST", "/steps/stepTemplate/copy", { body: { to: "ReadIt", friendly_name: "Read it" } });
  expect(named.json().manifest).toMatchObject({ file: "ReadIt", friendly_name: "Read it" });
  const names = { MyScript: 409, Log: 409, "no name": 400 };
  for (const [to, status] of Object.entries(names)) {
    expect((await ask("POST", "/steps/Script/copy", { body: { to } })).statusCode).toBe(status);
  }
});

test("a run of the editor uses drafts of classes when asked, keeps them with the run, and says what is wrong with one", async () => {
  const { ask, host } = await openTestApi();
  await ask("PUT", "/steps/Shout", { body: { code: shout() } });
  await ask("PUT", "/steps/Shout/draft", { body: { code: shout('text + "?"') } });
  const start = (class_drafts: boolean) => ask("POST", "/runs", { body: { document: app, class_drafts } });
  const dataOf = async (id: string) => {
    await host.runs.finished(id);
    return host.services.queries.result(id).steps[0]?.data;
  };
  const { id } = (await start(true)).json();
  expect(await dataOf(id)).toBe("hi?");
  expect(await dataOf((await start(false)).json().id)).toBe("HI");
  expect((await ask("GET", "/steps/Shout/versions")).json()).toHaveLength(1);

  await ask("PUT", "/steps/Shout/draft", { body: { code: shout("text +* 2") } });
  const refused = await start(true);
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain("Shout.ts:10:");
});
