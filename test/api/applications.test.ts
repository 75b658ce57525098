import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

const script = (name: string, code: string, more = {}) => ({ name, file: "Script", code, ...more });
const application = (name: string, code = "return 1;") => ({
  name,
  app_variables: [{ name: "city", value: "Oslo" }],
  steps: [script("one", code)],
});

test("an application is added, listed, read with its step ids, overwritten and deleted", async () => {
  const { ask } = await openTestApi();
  const added = await ask("POST", "/applications", { body: application("weather") });
  expect(added.statusCode).toBe(200);
  expect(added.json()).toEqual({ name: "weather", result: "published", replaced: false, problems: [] });

  expect((await ask("GET", "/applications", { role: "viewer" })).json()).toMatchObject([
    { name: "weather", revision: 1, has_draft: false, steps: 1, updated_at: expect.stringMatching(/^\d{4}-.*Z$/) },
  ]);
  const read = await ask("GET", "/applications/weather", { role: "viewer" });
  expect(read.json()).toMatchObject(application("weather"));
  expect(read.json().layout.steps[0].id).toMatch(/^[0-9a-f-]{36}$/);
  const plain = await ask("GET", "/applications/weather?layout=false", { role: "viewer" });
  expect(plain.json()).toEqual(application("weather"));

  const again = await ask("POST", "/applications", { body: application("weather", "return 2;") });
  expect(again.json()).toMatchObject({ replaced: true, result: "published" });
  expect((await ask("DELETE", "/applications/weather")).json()).toEqual({ deleted: "weather", uses: [] });
  expect((await ask("GET", "/applications/weather")).statusCode).toBe(404);
});

test("what an editor may not change silently: a write names the state it read", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/applications", { body: application("shared") });
  const { etag } = (await ask("GET", "/applications/shared")).headers;
  const headers = { "if-match": String(etag) };
  expect((await ask("POST", "/applications", { body: application("shared", "return 2;"), headers })).statusCode).toBe(
    200,
  );
  const late = await ask("POST", "/applications", { body: application("shared", "return 3;"), headers });
  expect(late.statusCode).toBe(412);
  expect(late.json().code).toBe("changed_meanwhile");
  expect((await ask("DELETE", "/applications/shared", { headers })).statusCode).toBe(412);
  expect((await ask("GET", "/applications/shared?layout=false")).json().steps[0].code).toBe("return 2;");
});

test("an application without a name, a broken text and a taken name are refused with place and reason", async () => {
  const { ask } = await openTestApi();
  const nameless = await ask("POST", "/applications", { body: { steps: [] } });
  expect(nameless.statusCode).toBe(400);
  expect(nameless.json().detail).toContain("no name");
  const broken = await ask("POST", "/applications", { text: '{\n "name": "a",\n "steps": [}' });
  expect(broken.statusCode).toBe(400);
  expect(broken.json().details).toEqual({ line: 3, column: 12 });
  const list = await ask("POST", "/applications", { body: [1] });
  expect(list.statusCode).toBe(400);
  expect(list.json().errors).toMatchObject([{ path: "$" }]);
  await ask("POST", "/applications", { body: application("taken") });
  expect((await ask("POST", "/applications?overwrite=false", { body: application("taken") })).statusCode).toBe(409);
});

test("an application with errors is kept as a draft, with all problems and their places", async () => {
  const { ask } = await openTestApi();
  const document = { name: "wrong", app_variables: [], steps: [{ name: "a", file: "NoSuchClass", output_to: ["b"] }] };
  const { result, problems } = (await ask("POST", "/applications", { body: document })).json();
  expect(result).toBe("draft");
  expect(problems.map(({ code, path }: { code: string; path: string }) => [code, path])).toEqual(
    expect.arrayContaining([
      ["unknown_step_class", "$.steps[0].file"],
      ["unknown_edge_target", "$.steps[0].output_to[0]"],
    ]),
  );
  const run = await ask("POST", "/applications/wrong/run");
  expect(run.statusCode).toBe(404);
  expect(run.json().detail).toContain("only a draft");
});

test("odd keys, __proto__ among them, come back as they went in", async () => {
  const { ask } = await openTestApi();
  const text =
    '{"name":"odd","__proto__":{"a":1},"constructor":{"prototype":2},"app_variables":[],"steps":[{"name":"s","file":"Script","code":"","extra":{"__proto__":3}}]}';
  expect((await ask("POST", "/applications", { text })).statusCode).toBe(200);
  const read = await ask("GET", "/applications/odd?layout=false");
  expect(JSON.stringify(JSON.parse(read.body))).toBe(text);
});

test("a viewer reads and changes nothing", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/applications", { body: application("mine") });
  for (const role of ["viewer", "operator"] as const) {
    expect((await ask("POST", "/applications", { body: application("theirs"), role })).statusCode).toBe(403);
    expect((await ask("DELETE", "/applications/mine", { role })).statusCode).toBe(403);
  }
  expect((await ask("POST", "/applications/mine/run", { role: "viewer" })).statusCode).toBe(403);
});
