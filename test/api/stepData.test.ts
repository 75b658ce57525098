import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

/** Runs scripts side by side and gives a reader of their data. */
async function saveData(scripts: Record<string, string>) {
  const { ask } = await openTestApi();
  const steps = Object.entries(scripts).map(([name, code]) => ({ name, file: "Script", code }));
  await ask("POST", "/applications", { body: { name: "data", app_variables: [], steps } });
  const { id, state } = (await ask("POST", "/applications/data/run?wait=30")).json();
  expect(state).toBe("SUCCESS");
  const read = (step: string, query = "", part = "data") =>
    ask("GET", `/runs/${id}/steps/${encodeURIComponent(step)}/${part}?${query}`, { role: "viewer" });
  return { read, ask, id };
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
