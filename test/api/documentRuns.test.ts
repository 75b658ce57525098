import { expect, test } from "vitest";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const code = (text: string) => ({ file: "Script", code: text });
/** a -> b -> c, and d beside them. */
const chain = {
  name: "chain",
  app_variables: [],
  steps: [
    { name: "a", ...code("return 1;"), output_to: ["b"] },
    { name: "b", ...code("return input + 1;"), output_to: ["c"] },
    { name: "c", ...code("return input + 1;") },
    { name: "d", ...code("return 10;") },
  ],
};
const ids = { a: "id-a", b: "id-b", c: "id-c", d: "id-d" };

async function start({ ask, host }: TestApi, body: object) {
  const answer = await ask("POST", "/runs", { body: { document: chain, step_ids: ids, ...body }, role: "developer" });
  expect([answer.statusCode, answer.statusCode === 202 ? "" : answer.body]).toEqual([202, ""]);
  const { id } = answer.json();
  await host.runs.finished(id);
  const steps: { name: string; reused_from?: string; pinned: boolean; attempts: number }[] = (
    await ask("GET", `/runs/${id}/steps`)
  ).json();
  const data = async (step: string) => (await ask("GET", `/runs/${id}/steps/${step}/data`)).json().value;
  return { id, steps, data };
}

test("a document that is given along runs, and is stored only with the run", async () => {
  const test = await openTestApi();
  const { data, steps } = await start(test, {});
  expect(await data("c")).toBe(3);
  expect(steps).toHaveLength(4);
  expect((await test.ask("GET", "/applications")).json()).toEqual([]);
});

test("a run to here leaves out what is downstream and beside", async () => {
  const { steps, data } = await start(await openTestApi(), { to: ["b"] });
  expect(steps.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(await data("b")).toBe(2);
});

test("a pin replaces an output, and its code does not run", async () => {
  const { steps, data } = await start(await openTestApi(), {
    pins: { b: { $type: "bigint", value: "40" }, d: [1] },
    to: ["b", "d"],
  });
  expect(await data("b")).toEqual({ $type: "bigint", value: "40" });
  expect(steps.find(({ name }) => name === "b")).toMatchObject({ pinned: true, attempts: 0 });
});

test("a run from here takes over the rest, also after a rename", async () => {
  const test = await openTestApi();
  const first = await start(test, {});
  const renamed = structuredClone(chain);
  renamed.steps[0] = { name: "first", ...code("return 1;"), output_to: ["b"] };
  renamed.steps[1] = { name: "b", ...code("return input + 100;"), output_to: ["c"] };
  const step_ids = { first: "id-a", b: "id-b", c: "id-c", d: "id-d" };
  const again = await start(test, { document: renamed, step_ids, from: { run: first.id, steps: ["b"] } });
  expect(again.steps.filter(({ reused_from }) => reused_from !== undefined).map(({ name }) => name)).toEqual([
    "first",
    "d",
  ]);
  expect(await again.data("c")).toBe(102);
});

test("one step alone: its producers give what is pinned, what they saved in a run, or nothing", async () => {
  const api = await openTestApi();
  const earlier = await start(api, {});
  const over = await start(api, { from: { run: earlier.id, steps: ["c"] }, only: "c" });
  expect(over.steps.map(({ name, attempts }) => [name, attempts])).toEqual([["c", 1]]);
  expect(await over.data("c")).toBe(3);
  const pinned = await start(api, { from: { run: earlier.id, steps: ["c"] }, only: "c", pins: { b: 10, c: 0 } });
  expect(await pinned.data("c")).toBe(11);
  const typed = await start(api, { only: "c", pins: { b: "x" } });
  expect(await typed.data("c")).toBe("x1");
  const nothing = await start(api, { only: "b" });
  expect(nothing.steps.map(({ name }) => name)).toEqual(["b"]);
  expect(await nothing.data("a")).toEqual({ $type: "undefined" });
  const broken = { ...chain, steps: [{ name: "a", file: "NoSuchClass", output_to: ["b"] }, chain.steps[1]] };
  expect(await (await start(api, { document: broken, only: "b", pins: { a: 1 } })).data("b")).toBe(2);
  const refused = await api.ask("POST", "/runs", { body: { document: chain, only: "bb" } });
  expect([refused.statusCode, refused.body.includes("Did you mean")]).toEqual([404, true]);
});

test("wrong requests are refused", async () => {
  const { ask } = await openTestApi();
  const cases: [object, number, string][] = [
    [{}, 400, "document"],
    [{ document: { name: "x" } }, 400, "cannot be used"],
    [{ document: chain, to: ["e"] }, 404, '"e"'],
    [{ document: chain, from: { run: "isapp-none", steps: ["a"] } }, 404, "isapp-none"],
    [{ document: chain, log_level: "loud" }, 400, "loud"],
    [{ document: chain, configuration: "none" }, 404, "none"],
  ];
  for (const [body, status, word] of cases) {
    const answer = await ask("POST", "/runs", { body });
    expect([answer.statusCode, answer.json().detail]).toEqual([status, expect.stringContaining(word)]);
  }
  expect((await ask("POST", "/runs", { body: { document: chain }, role: "operator" })).statusCode).toBe(403);
});
