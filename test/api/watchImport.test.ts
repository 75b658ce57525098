import { expect, test } from "vitest";
import { watchImport } from "../../core/api/watchImport.ts";
import { DocumentEvents } from "../../core/service/events/DocumentEvents.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { openTestApi } from "./openTestApi.ts";

test("an import is told of now and then by its name, and ends when nobody waits for its answer", async () => {
  const clock = new FakeClock();
  const events = new DocumentEvents(() => undefined);
  const told: unknown[] = [];
  events.subscribe((event) => void told.push(event));
  const answer = { destroyed: false };
  const watch = watchImport(answer, { work: "w 1", events, clock });
  await watch({ phase: "checking", done: 1, total: 9 });
  expect(told).toEqual([]);
  clock.advance(100);
  await watch({ phase: "taking", done: 2, total: 9 });
  await watch({ phase: "taking", done: 3, total: 9 });
  expect(told).toEqual([{ type: "import.progress", work: "w 1", phase: "taking", done: 2, total: 9, number: 1 }]);
  const silent = watchImport(answer, { work: undefined, events, clock });
  clock.advance(100);
  await silent({ phase: "taking", done: 4, total: 9 });
  expect(told).toHaveLength(1);
  answer.destroyed = true;
  await expect(watch({ phase: "taking", done: 5, total: 9 })).rejects.toThrow("given up");
});

test("what an import took in stays when it is given up, and nothing more comes in", async () => {
  const { api, host, ask } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const steps = [{ name: "a", file: "Log", message: "x" }];
  const applications = Array.from({ length: 60 }, (_, index) => ({ name: `flow${index}`, app_variables: [], steps }));
  const giving = new AbortController();
  let came = 0;
  const stop = host.services.events.subscribe(({ type }) => {
    if (type !== "draft.changed") return;
    came += 1;
    if (came === 3) giving.abort();
  });
  const import_ = fetch(`${address}/api/v1/import?as_draft=true&client=w`, {
    method: "POST",
    headers: { authorization: "Bearer administrator", "content-type": "application/json" },
    body: JSON.stringify({ applications }),
    signal: giving.signal,
  });
  await expect(import_).rejects.toThrow("aborted");
  const countHere = async (): Promise<number> => {
    const answer = await ask("POST", "/import?as_draft=true&client=w&dry_run=true", { body: { applications } });
    const items: { action: string }[] = answer.json().items;
    return items.filter(({ action }) => action === "unchanged").length;
  };
  await countHere();
  const here = await countHere();
  expect(here).toBeGreaterThanOrEqual(3);
  expect(here).toBeLessThan(60);
  expect(await countHere()).toBe(here);
  stop();
});
