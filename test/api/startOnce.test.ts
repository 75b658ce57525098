import { expect, test } from "vitest";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import { createRequestKeyRetention } from "../../core/service/upkeep/createRequestKeyRetention.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const quick = { name: "quick", app_variables: [{ name: "n" }], steps: [{ name: "one", file: "Log", message: "x" }] };
const day = 24 * 3_600_000;

const withKey = (key: string) => ({ headers: { "idempotency-key": key } });

async function open(): Promise<TestApi> {
  const test = await openTestApi();
  await test.ask("POST", "/applications", { body: quick });
  return test;
}

function countRuns({ host }: TestApi): number {
  return host.services.queries.page({ limit: 1000 }).runs.length;
}

test("every request that starts a run starts it once for a key", async () => {
  const test = await open();
  const { ask } = test;
  const schedule = { schedule_type: "frequency", schedule_info: { run_every: 86400 } };
  await ask("POST", "/schedule", { body: { entry_id: "daily", application_id: "quick", schedule } });
  const ended = (await ask("POST", "/applications/quick/run?wait=30")).json().id as string;
  const requests: [path: string, body: object | undefined][] = [
    ["/applications/run?wait=30", { name: "quick", params: { n: 1 } }],
    ["/applications/quick/run?wait=30", undefined],
    ["/runs", { document: quick }],
    ["/steps/run?wait=30", { file: "Log", message: "x" }],
    [`/tasks/${ended}/replay`, undefined],
    [`/runs/${ended}/rerun`, { from: ["one"] }],
    ["/schedule/daily/run", undefined],
  ];
  for (const [path, body] of requests) {
    const options = { ...withKey("k 1"), ...(body === undefined ? {} : { body }) };
    const before = countRuns(test);
    const first = await ask("POST", path, { ...options, ...withKey(path) });
    expect([path, first.statusCode, first.headers["idempotent-replayed"]]).toEqual([
      path,
      expect.toSatisfy((status) => status === 200 || status === 202),
      undefined,
    ]);
    const again = await ask("POST", path, { ...options, ...withKey(path) });
    expect([again.statusCode, again.headers["idempotent-replayed"]]).toEqual([first.statusCode, "true"]);
    expect(again.json()).toEqual(first.json());
    expect([path, countRuns(test)]).toEqual([path, before + 1]);
    expect((await ask("POST", path, options)).json().id).not.toBe(first.json().id);
  }
});

test("requests with one key that come at once share one run", async () => {
  const test = await open();
  const accepted: RunEvent[] = [];
  test.host.subscribe((event) => event.type === "run.accepted" && accepted.push(event));
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => test.ask("POST", "/applications/quick/run?wait=30", withKey("same"))),
  );
  expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers["idempotent-replayed"] === undefined)).toHaveLength(1);
  expect(accepted).toHaveLength(1);
});

test("a key is good for one request of one caller only", async () => {
  const { ask } = await open();
  const first = await ask("POST", "/applications/quick/run", { ...withKey("k"), body: { params: { n: 1 } } });
  const other = await ask("POST", "/applications/quick/run", { ...withKey("k"), body: { params: { n: 2 } } });
  expect([other.statusCode, other.json().code, other.json().details]).toEqual([
    422,
    "request_key_used",
    { run: first.json().id },
  ]);
  expect((await ask("POST", "/applications/run", { ...withKey("k"), body: { name: "quick" } })).statusCode).toBe(422);
  const operator = { ...withKey("k"), body: { params: { n: 2 } }, role: "operator" as const };
  const foreign = await ask("POST", "/applications/quick/run", operator);
  expect(foreign.statusCode).toBe(202);
  expect(foreign.json().id).not.toBe(first.json().id);
  for (const key of ["", "x".repeat(256)]) {
    expect((await ask("POST", "/applications/quick/run", withKey(key))).statusCode).toBe(400);
  }
});

test("a request that was refused leaves its key free", async () => {
  const { ask } = await openTestApi();
  expect((await ask("POST", "/applications/quick/run", withKey("k"))).statusCode).toBe(404);
  await ask("POST", "/applications", { body: quick });
  expect((await ask("POST", "/applications/quick/run", withKey("k"))).statusCode).toBe(202);
});

test("a key is forgotten after a day", async () => {
  const clock = new FakeClock();
  const { ask, host } = await openTestApi({ clock });
  await ask("POST", "/applications", { body: quick });
  const first = await ask("POST", "/applications/quick/run", withKey("k"));
  const retention = createRequestKeyRetention(host.store.requestKeys);
  const forget = async (now: number) => {
    let slices = 0;
    for await (const _ of retention.slices(now)) slices += 1;
    return slices;
  };
  expect(await forget(clock.now() + day)).toBe(0);
  expect((await ask("POST", "/applications/quick/run", withKey("k"))).json().id).toBe(first.json().id);
  expect(await forget(clock.now() + day + 1)).toBe(1);
  expect((await ask("POST", "/applications/quick/run", withKey("k"))).json().id).not.toBe(first.json().id);
});

test("a key whose run has expired starts no second one", async () => {
  const test = await open();
  const { ask, host } = test;
  const first = await ask("POST", "/applications/quick/run?wait=30", withKey("k"));
  await host.store.pruner.prune(Date.now() + day);
  const again = await ask("POST", "/applications/quick/run?wait=30", withKey("k"));
  expect([again.statusCode, again.json().detail]).toEqual([404, expect.stringContaining(first.json().id)]);
  expect(countRuns(test)).toBe(0);
});
