import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

/** Runs scripts side by side and gives a reader of their data. */
async function saveData(scripts: Record<string, string>) {
  const { ask, host } = await openTestApi();
  const steps = Object.entries(scripts).map(([name, code]) => ({ name, file: "Script", code }));
  await ask("POST", "/applications", { body: { name: "data", app_variables: [], steps } });
  const { id, state } = (await ask("POST", "/applications/data/run?wait=30")).json();
  expect(state).toBe("SUCCESS");
  const read = (step: string, query = "", part = "data") =>
    ask("GET", `/runs/${id}/steps/${encodeURIComponent(step)}/${part}?${query}`, { role: "viewer" });
  return { read, ask, host, id };
}

test("a large list, a large object and a value are read part by part", async () => {
  const { read } = await saveData({
    rows: "return Array.from({ length: 50000 }, (_, n) => ({ n, text: 'row ' + n + '.'.repeat(40) }));",
    keys: "return Object.fromEntries(Array.from({ length: 30000 }, (_, n) => ['key ' + n, { n, text: '.'.repeat(40) }]));",
    value: "return 10n;",
    none: "return;",
  });
  const rows = (await read("rows", "from=49998&limit=10")).json();
  expect(rows).toMatchObject({ path: "$", kind: "list", count: 50000, from: 49998 });
  expect(rows.items.map(({ key, value }: { key: number; value: { n: number } }) => [key, value.n])).toEqual([
    [49998, 49998],
    [49999, 49999],
  ]);
  const keys = (await read("keys", "from=100&limit=2")).json();
  expect(keys).toMatchObject({ kind: "object", count: 30000, items: [{ key: "key 100" }, { key: "key 101" }] });
  expect((await read("keys", `path=${encodeURIComponent('$["key 7"].n')}`)).json()).toMatchObject({
    kind: "value",
    value: 7,
  });
  expect((await read("rows", `path=${encodeURIComponent("$[12345]")}`)).json()).toMatchObject({
    kind: "object",
    items: [{ key: "n", value: 12345 }, { key: "text" }],
  });
  expect((await read("value")).json()).toEqual({
    path: "$",
    kind: "value",
    from: 0,
    items: [],
    value: { $type: "bigint", value: "10" },
  });
  expect((await read("none")).statusCode).toBe(404);
});

test("what is too long is cut and can be asked for by its path", async () => {
  const { read } = await saveData({
    deep: "return { list: Array.from({ length: 300000 }, (_, n) => n), text: 'x'.repeat(2000000) };",
  });
  const answer = await read("deep");
  expect(answer.body.length).toBeLessThan(2_100_000);
  const [list, text] = answer.json().items;
  expect(list.value.at(-1)).toEqual({ $more: { kind: "items", count: expect.any(Number) } });
  expect(text.value).toMatchObject({ $more: { kind: "text", count: 2000000 } });
  const page = (await read("deep", `path=${encodeURIComponent("$.list")}&from=299999`)).json();
  expect(page).toMatchObject({ kind: "list", count: 300000, items: [{ key: 299999, value: 299999 }] });
});

test("a wrong path, a wrong step and a place where nothing is are told apart", async () => {
  const { read } = await saveData({ one: "return { a: [1] };" });
  expect((await read("one", "path=a.b")).statusCode).toBe(400);
  expect((await read("one", `path=${encodeURIComponent("$.a[1]")}`)).statusCode).toBe(404);
  expect((await read("one", `path=${encodeURIComponent("$.constructor")}`)).statusCode).toBe(404);
  expect((await read("other")).statusCode).toBe(404);
  expect((await read("one", "limit=5000")).statusCode).toBe(400);
});

test("the schema is inferred, and secrets are masked in data, keys included", async () => {
  const { ask } = await openTestApi();
  const configuration = { name: "c", configuration_data: [{ name: "key", value: "hunter2hunter2", encrypted: true }] };
  const code = "return [{ ok: 1, [values.key]: 'is ' + values.key }];";
  await ask("POST", "/applications", {
    body: {
      name: "leak",
      app_variables: [],
      steps: [{ name: "one", file: "Script", code, values: { key: "${config.key}" } }],
    },
  });
  const { id } = (await ask("POST", "/applications/run?wait=30", { body: { name: "leak", configuration } })).json();
  const data = await ask("GET", `/runs/${id}/steps/one/data`);
  expect(data.json().items).toEqual([{ key: 0, value: { ok: 1, "•••": "is •••" } }]);
  const schema = await ask("GET", `/runs/${id}/steps/one/schema`);
  expect(schema.json()).toMatchObject({ type: "array", items: { properties: { ok: { type: expect.anything() } } } });
  expect(data.body + schema.body).not.toContain("hunter2");
});

interface Hit {
  path: string;
  in: string;
  value: unknown;
}

test("a text is found in keys and values page by page, below a path, and a request looks at a bounded part", async () => {
  const { read } = await saveData({
    rows: "return Array.from({ length: 60000 }, (_, n) => ({ n, tags: ['Blue', 'row ' + n] }));",
    keys: "return { Blueprint: { one: 'x' }, other: { two: 'BLUE', three: new Date(0) } };",
    text: "return 'deep blue';",
  });
  const first = (await read("rows", "text=blue&limit=3", "search")).json();
  expect(first.hits.map(({ path }: Hit) => path)).toEqual(["$[0].tags[0]", "$[1].tags[0]", "$[2].tags[0]"]);
  const second = (await read("rows", `text=blue&limit=2&cursor=${first.next}`, "search")).json();
  expect(second.hits.map(({ path }: Hit) => path)).toEqual(["$[3].tags[0]", "$[4].tags[0]"]);
  const bounded = (await read("rows", "text=row%2059999", "search")).json();
  expect(bounded).toMatchObject({ hits: [], next: expect.stringMatching(/^\d+\.\d+$/) });
  let page = bounded;
  for (let requests = 0; page.next !== null && requests < 10; requests += 1)
    page = (await read("rows", `text=row%2059999&cursor=${page.next}`, "search")).json();
  expect(page).toEqual({ hits: [{ path: "$[59999].tags[1]", in: "value", value: "row 59999" }], next: null });
  expect((await read("keys", "text=blue", "search")).json()).toEqual({
    hits: [
      { path: "$.Blueprint", in: "key", value: { one: "x" } },
      { path: "$.other.two", in: "value", value: "BLUE" },
    ],
    next: null,
  });
  expect((await read("keys", "text=1970&path=$.other", "search")).json().hits).toMatchObject([
    { path: "$.other.three" },
  ]);
  expect((await read("keys", "text=x&path=$.other", "search")).json().hits).toEqual([]);
  expect((await read("text", "text=blue", "search")).json().hits).toMatchObject([{ path: "$", value: "deep blue" }]);
  expect((await read("text", "text=blue&cursor=x", "search")).statusCode).toBe(400);
});

test("what is masked cannot be found by guessing", async () => {
  const { ask } = await openTestApi();
  const configuration = { name: "c", configuration_data: [{ name: "key", value: "hunter2hunter2", encrypted: true }] };
  const steps = [
    { name: "one", file: "Script", code: "return ['is ' + values.key];", values: { key: "${config.key}" } },
    { name: "two", file: "Script", code: "return values.key;", values: { key: "${config.key}" } },
    { name: "three", file: "Script", code: "return Buffer.from(values.key);", values: { key: "${config.key}" } },
  ];
  await ask("POST", "/applications", { body: { name: "leak", app_variables: [], steps } });
  const { id } = (await ask("POST", "/applications/run?wait=30", { body: { name: "leak", configuration } })).json();
  expect((await ask("GET", `/runs/${id}/steps/one/search?text=hunter`)).json().hits).toEqual([]);
  for (const step of ["one", "two", "three"]) {
    expect((await ask("GET", `/runs/${id}/steps/${step}/file`)).body).toContain("•••");
  }
});

test("two runs are compared row by row and key by key, some at a time", async () => {
  const { ask } = await openTestApi();
  const run = async (codes: Record<string, string>) => {
    const steps = Object.entries(codes).map(([name, code]) => ({ name, file: "Script", code }));
    await ask("POST", "/applications", { body: { name: "data", app_variables: [], steps } });
    return (await ask("POST", "/applications/data/run?wait=30")).json().id as string;
  };
  const old = await run({
    rows: "return Array.from({ length: 30000 }, (_, n) => ({ n }));",
    keys: "return { same: 1, gone: { a: 1 }, other: { b: 1, c: [1] } };",
    value: "return 'a';",
  });
  const now = await run({
    rows: "return Array.from({ length: 30002 }, (_, n) => ({ n: n === 25000 ? 'x' : n }));",
    keys: "return { same: 1, other: { b: 2, c: [1] }, fresh: true };",
    value: "return ['a'];",
  });
  const diff = async (step: string, query = "") =>
    (await ask("GET", `/runs/${now}/steps/${step}/diff?with=${old}${query}`)).json();
  const first = await diff("rows");
  expect(first).toEqual({ changes: [], next: "from.20000.0" });
  expect(await diff("rows", `&cursor=${first.next}&limit=2`)).toEqual({
    changes: [
      { path: "$[25000].n", kind: "changed", from: 25000, to: "x" },
      { path: "$[30000]", kind: "added", to: { n: 30000 } },
    ],
    next: "to.30001.0",
  });
  expect((await diff("rows", "&cursor=to.30001.0")).changes).toEqual([
    { path: "$[30001]", kind: "added", to: { n: 30001 } },
  ]);
  expect(await diff("keys")).toEqual({
    changes: [
      { path: "$.gone", kind: "removed", from: { a: 1 } },
      { path: "$.other.b", kind: "changed", from: 1, to: 2 },
      { path: "$.fresh", kind: "added", to: true },
    ],
    next: null,
  });
  expect((await diff("value")).changes).toEqual([{ path: "$", kind: "changed", from: "a", to: ["a"] }]);
  expect((await ask("GET", `/runs/${now}/steps/rows/diff?with=nothing`)).statusCode).toBe(404);
});

test("a long text is read at its path, and all is had as a file", async () => {
  const { read } = await saveData({
    deep: "return { text: 'x'.repeat(50000), longer: 'y'.repeat(150000) };",
    rows: "return Array.from({ length: 1200 }, (_, n) => [n]);",
    bytes: "return new Uint8Array([0, 255, 7]);",
  });
  expect((await read("deep", "path=$.text")).json().value).toBe("x".repeat(50000));
  expect((await read("deep", "path=$.longer")).json().value).toEqual({
    $more: { kind: "text", count: 150000, start: "y".repeat(100000) },
  });
  const text = await read("deep", "path=$.longer", "file");
  expect([text.headers["content-type"], text.body.length]).toEqual(["text/plain; charset=utf-8", 150000]);
  const rows = await read("rows", "", "file");
  expect(rows.headers["content-disposition"]).toBe('attachment; filename="data.json"');
  expect(JSON.parse(rows.body)).toEqual(Array.from({ length: 1200 }, (_, n) => [n]));
  expect((await read("bytes", "", "file")).rawPayload).toEqual(Buffer.from([0, 255, 7]));
  expect((await read("deep", "path=$.none", "file")).statusCode).toBe(404);
});

test("a step that never ended with data has no sample, and asking for a list is no error", async () => {
  const { ask, host } = await saveData({ one: "return [1, 2];" });
  const { stepIds } = host.services.applications.getPublished("data");
  const read = (path: string) => ask("GET", `/samples${path}`, { role: "viewer" });
  const [sample] = (await read(`?step_id=${stepIds.one}`)).json().samples;
  expect(sample).toMatchObject({ data: [1, 2], count: 2 });
  expect((await read(`/${stepIds.one}`)).json()).toEqual(sample);
  expect((await read("?step_id=never-ran")).json()).toEqual({ samples: [] });
  expect((await read("/never-ran")).statusCode).toBe(404);
});

test("what the parameters of a step were, resolved, is told of a step that failed as well, secrets masked", async () => {
  const { ask } = await openTestApi();
  const configuration_data = [{ name: "key", value: "a-long-secret", encrypted: true }];
  await ask("POST", "/configurations", { body: { name: "lab", configuration_data } });
  const values = { lock: "stock of ${appvar.city}", key: "${config.key}", many: "${appvar.many}" };
  const steps = [
    { name: "fails", file: "Script", code: 'throw new Error("no " + values.lock);', values, error_to: ["never"] },
    { name: "never", file: "Stop" },
    { name: "cut", file: "Log", message: "is cut", data_from: ["fails"] },
  ];
  const app_variables = [
    { name: "city", value: "Bonn" },
    { name: "many", value: "x".repeat(50_000) },
  ];
  await ask("POST", "/applications", { body: { name: "used", configuration: "lab", app_variables, steps } });
  const { id } = (await ask("POST", "/applications/used/run?wait=30")).json();
  const read = (step: string) => ask("GET", `/runs/${id}/steps/${step}/parameters`, { role: "viewer" });
  expect((await read("fails")).json()).toEqual({
    code: 'throw new Error("no " + values.lock);',
    input: "joined",
    values: {
      lock: "stock of Bonn",
      key: "•••",
      many: { $more: { kind: "text", count: 50_000, start: "x".repeat(100) } },
    },
  });
  // It never ran.
  expect((await read("cut")).json()).toEqual({});
  expect((await read("nobody")).statusCode).toBe(404);
});
