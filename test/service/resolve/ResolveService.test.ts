import { expect, test } from "vitest";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { addApplication, openTestHost } from "../openTestHost.ts";

const editor = { user: "local", client: "w" };

/** An application of which nothing ran yet. */
async function prepare() {
  const host = await openTestHost();
  await host.services.configurations.import(
    JSON.stringify({
      name: "lab",
      configuration_data: [
        { name: "host", value: "db.example" },
        { name: "token", value: "hunter2hunter2", encrypted: true },
        { name: "shared", value: "$ENV(HOME)" },
        { name: "empty", encrypted: true },
      ],
    }),
    { fileName: "lab.json", overwrite: true },
  );
  await addApplication(host, {
    name: "app",
    configuration: "lab",
    app_variables: [{ name: "city", value: "Bonn" }, { name: "n", default_value: 3 }, { name: "none" }],
    steps: [
      { name: "Read", file: "Script", code: "return { rows: [{ id: 7 }] };", output_to: ["Use"] },
      { name: "Use", file: "QueryREST", method: "GET", prefix_url: "http://x" },
    ],
  });
  const { state } = await host.services.drafts.get("app", editor);
  const step = state.stepIds[1] ?? "";
  const resolve = (value: string, run?: string) => host.services.resolver.resolve("app", editor, { step, value, run });
  const start = async () => {
    const stepIds = Object.fromEntries(state.stepIds.map((id, index) => [["Read", "Use"][index] ?? "", id]));
    const { document } = state;
    const triggeredBy = { kind: "USER" } as const;
    const parameters = { city: "Köln" };
    const { run } = await host.runs.start({ name: "app", document, stepIds, parameters, logLevel: 25, triggeredBy });
    await host.runs.finished(run.id);
    return run.id;
  };
  return { host, step, resolve, start };
}

test("variables have their value before anything ran; secrets are dots and data is not known", async () => {
  const { resolve } = await prepare();
  expect(await resolve("https://${config.host}/${appvar.city}?n=${appvar.n}&x=${appvar.none}")).toMatchObject({
    value: "https://db.example/Bonn?n=3&x=",
    type: "text",
  });
  expect(await resolve("${appvar.n}")).toMatchObject({ value: 3, type: "number" });
  expect(await resolve("Bearer ${config.token} ${config.shared}")).toMatchObject({ value: "Bearer ••• •••" });
  expect(await resolve("${config.empty}")).toMatchObject({ tokens: [{ state: "unknown" }] });
  expect(await resolve("${rows}")).toEqual({
    tokens: [{ token: "${rows}", kind: "path", state: "noData", nearest: [] }],
  });
});

test("after a run the last data answers, and a chosen run its data and parameters", async () => {
  const { host, step, resolve, start } = await prepare();
  const run = await start();
  expect(await resolve("${rows[0].id}")).toMatchObject({ value: 7, type: "number", tokens: [{ origin: "Read" }] });
  expect(await resolve("${rows}")).toMatchObject({ value: [{ id: 7 }], type: "list" });
  expect(await resolve("${row}")).toMatchObject({ tokens: [{ state: "missing", nearest: ["rows"] }] });
  expect(await resolve("${appvar.city} ${rows[0].id}", run)).toMatchObject({ value: "Köln 7" });
  expect((await host.services.resolver.paths("app", editor, { step })).map(({ path }) => path)).toEqual([
    "rows",
    "rows[0]",
    "rows[0].id",
  ]);
});

test("a pin answers before anything ran, and in the place of what a run saved", async () => {
  const { host, step, resolve, start } = await prepare();
  const { drafts } = host.services;
  const { state, seq } = await drafts.get("app", editor);
  const operation: EditOperation = { op: "setPin", step: state.stepIds[0] ?? "", value: { rows: [{ id: 99 }] } };
  await drafts.apply("app", editor, { seq, gesture: { id: "pin", label: "Pin", operations: [operation] } });
  expect(await resolve("${rows[0].id}")).toMatchObject({ value: 99, tokens: [{ origin: "Read" }] });
  const run = await start();
  expect(await resolve("${rows[0].id}", run)).toMatchObject({ value: 99 });
  expect(await host.services.resolver.paths("app", editor, { step })).toContainEqual(
    expect.objectContaining({ path: "rows[0].id" }),
  );
  await drafts.revert("app", editor, { seq: seq + 1, kind: "undo" });
  expect(await resolve("${rows[0].id}", run)).toMatchObject({ value: 7 });
});

test("step functions are called only when asked, see no secret, and say why they gave nothing", async () => {
  const { host } = await prepare();
  const main = `import { BaseStep } from "sluice";
export default class Words extends BaseStep {
  execute() {}
  loud(text: string) { return text.toUpperCase(); }
  fails() { throw new RangeError("no such word"); }
}
`;
  await host.services.stepClasses.importFiles({ main: "Words.ts", files: { "Words.ts": main } }, { overwrite: false });
  await host.services.stepClasses.load("Words", undefined, { read: true });
  await addApplication(host, {
    name: "words",
    configuration: "lab",
    app_variables: [{ name: "city", value: "Bonn" }],
    steps: [{ name: "Say", file: "Words" }],
  });
  const { state } = await host.services.drafts.get("words", editor);
  const ask = (value: string, functions?: boolean) =>
    host.services.resolver.resolve("words", editor, { step: state.stepIds[0] ?? "", value, functions });
  const asked = await ask("${step_func.loud ${appvar.city}}");
  expect(asked).toEqual({ tokens: expect.arrayContaining([expect.objectContaining({ state: "function" })]) });
  expect(await ask("${step_func.loud ${appvar.city}}", true)).toMatchObject({ value: "BONN", type: "text" });
  expect(await ask("${step_func.loud ${config.token}}", true)).toMatchObject({ value: "•••" });
  expect(await ask("${step_func.fails}", true)).toMatchObject({ problem: expect.stringContaining("no such word") });
  expect(await ask("${step_func.quiet}", true)).toEqual({ tokens: [expect.objectContaining({ state: "unknown" })] });
});

test("a value in any place is resolved, and what has no tokens is what it is", async () => {
  const { host, step } = await prepare();
  const value = { url: ["${config.host}"], n: 1 };
  expect(await host.services.resolver.resolve("app", editor, { step, value })).toMatchObject({
    value: { url: ["db.example"], n: 1 },
    type: "object",
  });
});

test("an unknown step, application or run is not found", async () => {
  const { host, step, resolve } = await prepare();
  await expect(host.services.resolver.resolve("app", editor, { step: "no", value: "" })).rejects.toThrow(
    "no step of the id",
  );
  await expect(host.services.resolver.resolve("ap", editor, { step, value: "" })).rejects.toThrow(
    'Did you mean "app"?',
  );
  await expect(resolve("${x}", "isapp-none")).rejects.toThrow("There is no run");
});
