import { expect, test } from "vitest";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const chatty = {
  name: "chatty",
  app_variables: [],
  steps: [
    {
      name: "many",
      file: "Script",
      code: "for (let i = 0; i < 30; i++) step.logger.flow(`line ${i}`); step.logger.warning('careful'); return [1];",
      output_to: ["after"],
    },
    { name: "after", file: "Log", message: "the end" },
  ],
};

async function runToEnd({ ask }: TestApi, document: object & { name: string }): Promise<string> {
  await ask("POST", "/applications", { body: document });
  return (await ask("POST", `/applications/${document.name}/run?wait=30`)).json().id;
}

test("a run says what it is, which document it had, and how its steps ended", async () => {
  const test = await openTestApi();
  const id = await runToEnd(test, chatty);
  const { ask } = test;
  expect((await ask("GET", `/runs/${id}`, { role: "viewer" })).json()).toMatchObject({
    id,
    app_name: "chatty",
    state: "SUCCESS",
    warning: true,
    triggered_by: { kind: "API" },
  });
  expect((await ask("GET", "/runs/last")).json().id).toBe(id);
  const { document, step_ids } = (await ask("GET", `/runs/${id}/document`, { role: "viewer" })).json();
  expect(document).toMatchObject(chatty);
  expect(Object.keys(step_ids)).toEqual(["many", "after"]);
  const steps = (await ask("GET", `/runs/${id}/steps`, { role: "viewer" })).json();
  expect(steps).toMatchObject([
    { name: "many", state: "SUCCESS", warning: true, attempts: 1, step_id: step_ids.many },
    { name: "after", state: "SUCCESS" },
  ]);
  expect((await ask("GET", "/runs/isapp-nothing")).statusCode).toBe(404);
});

test("its log comes page by page, and by level, step and text", async () => {
  const test = await openTestApi();
  const id = await runToEnd(test, chatty);
  const read = async (query: string) => (await test.ask("GET", `/runs/${id}/logs?${query}`, { role: "viewer" })).json();
  const messages: string[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page: { lines: { message: string }[]; next: number | null } = await read(`limit=10&after=${after}`);
    messages.push(...page.lines.map(({ message }) => message));
    after = page.next;
  }
  expect(messages).toEqual([...Array.from({ length: 30 }, (_, at) => `line ${at}`), "careful", "the end"]);
  expect((await read("level=warning")).lines).toMatchObject([{ message: "careful", step: "many", level: "warning" }]);
  expect((await read("step=after")).lines).toMatchObject([{ message: "the end" }]);
  expect((await read("text=line%202")).lines).toHaveLength(11);
  expect((await test.ask("GET", `/runs/${id}/logs?level=loud`)).statusCode).toBe(400);
});

test("a re-run takes over what was not chosen", async () => {
  const test = await openTestApi();
  const id = await runToEnd(test, chatty);
  const again = await test.ask("POST", `/runs/${id}/rerun`, { body: { from: ["after"] }, role: "operator" });
  expect(again.statusCode).toBe(202);
  await test.host.runs.finished(again.json().id);
  const steps = (await test.ask("GET", `/runs/${again.json().id}/steps`)).json();
  expect(steps[0].reused_from).toMatch(/^[0-9a-f-]{36}$/);
  expect(steps[1].reused_from).toBeUndefined();
  expect((await test.ask("POST", `/runs/${id}/rerun`, { body: { from: ["nope"] } })).statusCode).toBe(404);
});

test("a waiting retry is tried at once when a person asks for it", async () => {
  const { ask, host } = await openTestApi();
  const retried = Promise.withResolvers<void>();
  host.subscribe(({ type }) => type === "step.retry" && retried.resolve());
  const flaky = {
    name: "flaky",
    app_variables: [],
    steps: [{ name: "one", file: "Script", code: 'throw new Error("no");', retry_max: 1, retry_countdown: 3600 }],
  };
  await ask("POST", "/applications", { body: flaky });
  const { id } = (await ask("POST", "/applications/flaky/run")).json();
  await retried.promise;
  expect((await ask("POST", `/runs/${id}/steps/one/retry`, { role: "operator" })).statusCode).toBe(200);
  expect((await host.runs.finished(id)).state).toBe("FAILURE");
  const refused = await ask("POST", `/runs/${id}/steps/one/retry`);
  expect(refused.statusCode).toBeGreaterThanOrEqual(400);
  expect(refused.statusCode).toBeLessThan(500);
});

test("its whole log is taken away as text or as JSON lines, as asked, with the same filters", async () => {
  const test = await openTestApi();
  const id = await runToEnd(test, chatty);
  const take = (query = "", accept = "*/*") =>
    test.ask("GET", `/runs/${id}/logs/download${query}`, { role: "viewer", headers: { accept } });
  const text = await take();
  expect(text.headers).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": `attachment; filename="${id}.log"`,
  });
  const lines = text.body.trimEnd().split("\n");
  expect(lines).toHaveLength(32);
  expect(lines[30]).toMatch(/^\d{4}-.*Z warning {2}many \S+: careful$/);
  for (const json of [await take("?format=ndjson"), await take("", "application/x-ndjson")]) {
    expect(json.headers["content-disposition"]).toBe(`attachment; filename="${id}.ndjson"`);
    const found = json.body
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(found).toEqual((await test.ask("GET", `/runs/${id}/logs?limit=1000`)).json().lines);
  }
  expect((await take("?level=warning")).body.split("\n")).toHaveLength(2);
  expect((await take("?format=pdf")).statusCode).toBe(400);
  expect((await test.ask("GET", "/runs/isapp-none/logs/download")).statusCode).toBe(404);
});

test("the runs that a step started are counted by state, and come page by page, failed ones first", async () => {
  const test = await openTestApi();
  const { ask } = test;
  const code = "if (Number(step.getAppVariable('n')) % 3 === 1) throw new Error('no'); return 1;";
  const steps = [{ name: "one", file: "Script", code }];
  await ask("POST", "/applications", { body: { name: "child", app_variables: [{ name: "n" }], steps } });
  const loop = {
    name: "loop",
    app_variables: [],
    steps: [
      { name: "Items", file: "Script", code: "return [0, 1, 2, 3, 4];", output_to: ["Each"] },
      { name: "Each", file: "ForEach", application: "child", parameters: { n: "${item}" }, on_failure: "collect" },
    ],
  };
  const id = await runToEnd(test, loop);
  const read = async (query: string, step = "Each") => {
    const answer = await ask("GET", `/runs/${id}/steps/${step}/children?${query}`, { role: "viewer" });
    const { counts, runs } = answer.json() as { counts: object; runs: { index: number; run: { state: string } }[] };
    return { counts, runs: runs.map(({ index, run }) => [index, run.state]) };
  };
  const counts = { FAILURE: 2, SUCCESS: 3 };
  const [failed, succeeded] = [
    [
      [1, "FAILURE"],
      [4, "FAILURE"],
    ],
    [
      [0, "SUCCESS"],
      [2, "SUCCESS"],
      [3, "SUCCESS"],
    ],
  ];
  expect(await read("")).toEqual({ counts, runs: [...(failed ?? []), ...(succeeded ?? [])] });
  expect(await read("state=SUCCESS&limit=2&offset=1")).toEqual({ counts, runs: succeeded?.slice(1) });
  expect(await read("", "Items")).toEqual({ counts: {}, runs: [] });
  expect((await ask("GET", `/runs/${id}/steps/nothing/children`)).statusCode).toBe(404);
});

test("of a run that a step started is told what it was given, in short and without secrets", async () => {
  const test = await openTestApi();
  const { ask } = test;
  const code = "return 1;";
  await ask("POST", "/configurations", {
    body: { name: "c", configuration_data: [{ name: "key", value: "hunter2hunter2", encrypted: true }] },
  });
  await ask("POST", "/applications", {
    body: { name: "child", app_variables: [], steps: [{ name: "one", file: "Script", code }] },
  });
  const items = "return ['Bonn', { id: 7, name: 'x'.repeat(500) }, null, [1, 2]];";
  const loop = (name: string, parameters: object) => ({
    name,
    configuration: "c",
    app_variables: [],
    steps: [
      { name: "Items", file: "Script", code: items, output_to: ["Each"] },
      { name: "Each", file: "ForEach", application: "child", parameters },
    ],
  });
  const read = async (name: string, parameters: object) => {
    const id = await runToEnd(test, loop(name, parameters));
    const { runs } = (await ask("GET", `/runs/${id}/steps/Each/children`)).json() as { runs: { given: string }[] };
    return runs.map(({ given }) => given);
  };
  const [city, long = "", none, list] = await read("plain", { item: "${item}" });
  expect([city, none, list]).toEqual(["Bonn", "null", "[1,2]"]);
  expect([long.slice(0, 20), long.length, long.at(-1)]).toEqual(['{"id":7,"name":"xxxx', 200, "…"]);
  expect((await read("two", { at: "${index}", key: "${config.key}" }))[0]).toBe("at: 0, key: •••");
  expect(await read("nothing", {})).toEqual(["", "", "", ""]);
});
