import { expect, test } from "vitest";
import { runToEnd } from "../service/openTestHost.ts";
import { openTestApi } from "./openTestApi.ts";

const log = (name: string) => ({ name, app_variables: [], steps: [{ name: "say", file: "Log", message: "x" }] });

interface Page {
  runs: { id: string; app_name: string; kept: boolean; state: string; accepted_at: string }[];
  next: string | null;
}

test("runs are listed page by page under filters", async () => {
  const { ask, host } = await openTestApi();
  for (const name of ["one", "two", "one"]) await runToEnd(host, log(name));
  const get = async (query: string) => (await ask("GET", `/runs?${query}`)).json() as Page;
  const all = await get("");
  expect(all.runs.map(({ app_name }) => app_name)).toEqual(["one", "two", "one"]);
  expect(all.next).toBeNull();
  const first = await get("limit=2");
  expect(first.runs).toEqual(all.runs.slice(0, 2));
  expect(await get(`limit=2&before=${first.next}`)).toEqual({ runs: all.runs.slice(2), next: null });
  expect((await get("application=two")).runs).toEqual([all.runs[1]]);
  expect((await get("application=one&state=SUCCESS&triggered_by=USER&queue=default")).runs).toHaveLength(2);
  expect((await get("state=FAILURE")).runs).toEqual([]);
  expect((await get("triggered_by=API")).runs).toEqual([]);
  expect((await get("text=TW")).runs).toEqual([all.runs[1]]);
  const from = encodeURIComponent(all.runs[0]?.accepted_at ?? "");
  expect((await get(`to=${from}`)).runs.every(({ id }) => id !== all.runs[0]?.id)).toBe(true);
  expect((await get(`from=${from}`)).runs.at(0)).toEqual(all.runs[0]);
});

test("a filter that makes no sense is refused", async () => {
  const { ask } = await openTestApi();
  for (const query of ["state=DONE", "from=yesterday", "limit=0", "limit=1001", "triggered_by=ME", "kept=false"]) {
    expect([query, (await ask("GET", `/runs?${query}`)).statusCode]).toEqual([query, 400]);
  }
});

test("an operator keeps a run and lets it expire again", async () => {
  const { ask, host } = await openTestApi();
  const { id } = await runToEnd(host, log("one"));
  expect((await ask("PUT", `/runs/${id}/keep`, { role: "viewer" })).statusCode).toBe(403);
  expect((await ask("PUT", `/runs/${id}/keep`, { role: "operator" })).json()).toMatchObject({ id, kept: true });
  expect(((await ask("GET", "/runs?kept=true")).json() as Page).runs).toHaveLength(1);
  expect((await ask("DELETE", "/runs/last/keep")).json()).toMatchObject({ id, kept: false });
  expect((await ask("PUT", "/runs/isapp-none/keep")).statusCode).toBe(404);
});
