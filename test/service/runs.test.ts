import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import type { OwnerHost } from "../../core/host.ts";
import { planRerun } from "../../core/service/runs/planRerun.ts";
import { childProcesses } from "../support/noLeftovers.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { addApplication, openTestHost, runToEnd } from "./openTestHost.ts";

const script = (name: string, code: string, more: JsonObject = {}): JsonObject => ({
  name,
  file: "Script",
  code,
  ...more,
});
const app = (name: string, steps: JsonObject[], more: JsonObject = {}): JsonObject => ({
  name,
  app_variables: [],
  steps,
  ...more,
});
const trigger = (name: string, application: string, more: JsonObject = {}): JsonObject => ({
  name,
  file: "TriggerApplication",
  application,
  ...more,
});

describe("runs of other applications", () => {
  it("gives the data of the child's last steps to the step that waits for it", async () => {
    const host = await openTestHost();
    await addApplication(host, app("child", [script("answer", "return [1, 2]")]));
    const result = await runToEnd(host, app("parent", [trigger("call", "child", { wait: true })]));
    expect(result).toMatchObject({
      state: "SUCCESS",
      steps: [{ data: { state: "SUCCESS", data: { answer: [1, 2] } } }],
    });
    const [child] = host.services.queries.list({ limit: 5, appName: "child" });
    expect(child).toMatchObject({
      depth: 1,
      triggeredBy: { kind: "RUN", runId: result.id, stepName: "call", awaited: true },
    });
  });

  it("says which application is missing or only a draft", async () => {
    const host = await openTestHost();
    await addApplication(host, app("nightly", [script("x", "return 1")]));
    await host.services.applications.import(JSON.stringify(app("draft", [])), { fileName: "d.json", overwrite: false });
    const missing = await runToEnd(host, app("one", [trigger("call", "nihgtly")]));
    const draft = await runToEnd(host, app("two", [trigger("call", "draft")]));
    expect(missing.steps[0]?.error?.message).toContain('There is no application "nihgtly". Did you mean "nightly"?');
    expect(draft.steps[0]?.error?.message).toContain('"draft" is only a draft');
  });

  it("ends a chain that triggers itself at depth 16", async () => {
    const host = await openTestHost();
    const loop = app("loop", [trigger("again", "loop", { wait: true })]);
    await addApplication(host, loop);
    expect((await runToEnd(host, loop)).state).toBe("FAILURE");
    const runs = host.services.queries.list({ limit: 100 });
    expect(runs.map(({ depth }) => depth).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 17 }, (_, depth) => depth),
    );
  });

  it("masks the secrets of the run that triggered it", async () => {
    const host = await openTestHost();
    await host.services.configurations.set("prod", { variable: "pw", value: "hunter2-hunter2", secret: true });
    const child = app("child", [script("say", "step.logger.flow('got ' + step.getAppVariable('given'))")], {
      app_variables: [{ name: "given" }],
    });
    await addApplication(host, child);
    const parent = app("parent", [trigger("call", "child", { wait: true, parameters: { given: "${config.pw}" } })], {
      configuration: "prod",
    });
    expect((await runToEnd(host, parent)).state).toBe("SUCCESS");
    const [run] = host.services.queries.list({ limit: 1, appName: "child" });
    const messages = host.services.queries.logs(run?.id ?? "", { limit: 10 }).map(({ message }) => message);
    expect(messages).toContain("got •••");
  });
});

describe("a run that is asked for again", () => {
  const numbered = app("numbered", [
    script("one", "return [step.getAppVariable('n')]", { output_to: ["two"] }),
    script("two", "return [...input, step.idempotencyKey]", { output_to: ["three"] }),
    script("three", "return input"),
  ]);

  it("is replayed with its variables and present step code, under new keys", async () => {
    const host = await openTestHost();
    const first = await runToEnd(host, numbered, { n: 7 });
    const { run } = await host.runs.replay(first.id);
    const again = await host.runs.finished(run.id).then(() => host.services.queries.result(run.id));
    const key = expect.stringContaining(run.id);
    expect(again.steps[1]?.data).toEqual([7, key]);
    expect(first.steps[1]?.data).toEqual([7, expect.not.stringContaining(run.id)]);
    expect(run.replayOf).toBe(first.id);
  });

  it("takes over what lies upstream of the chosen step", async () => {
    const host = await openTestHost();
    const first = await runToEnd(host, numbered, { n: 7 });
    const { run } = await host.runs.rerun(first.id, { from: ["two"] });
    await host.runs.finished(run.id);
    expect(
      host.services.queries.stepRuns(run.id).map(({ state, reusedFrom }) => [state, reusedFrom !== undefined]),
    ).toEqual([
      ["SUCCESS", true],
      ["SUCCESS", false],
      ["SUCCESS", false],
    ]);
  });

  it("is refused while it runs and for a step it does not have", async () => {
    const host = await openTestHost({ queues: { default: 0 } });
    const { run } = await host.runs.start({
      name: "numbered",
      document: numbered,
      parameters: {},
      logLevel: 25,
      triggeredBy: { kind: "USER" },
    });
    expect(host.runs.stalledQueue(run.id)).toBe("default");
    await expect(host.runs.rerun(run.id, { from: ["two"] })).rejects.toMatchObject({ code: "run_not_finished" });
    expect(await host.runs.revoke(run.id)).toMatchObject({ state: "REVOKED" });
    await expect(host.runs.rerun(run.id, { from: ["tow"] })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused with outputs_expired when a needed output was pruned", async () => {
    const host = await openTestHost();
    const first = await runToEnd(host, numbered, { n: 7 });
    const reader = { ...host.store.reader, output: () => undefined };
    const record = host.services.queries.get(first.id);
    const plan = reader.plan(first.id);
    expect(() => planRerun(["three"], { record, plan, reader })).toThrow(
      expect.objectContaining({ code: "outputs_expired" }),
    );
    expect(Object.keys(planRerun(["one"], { record, plan, reader }).steps)).toEqual([]);
  });
});

describe("what a person reads of a run", () => {
  it("is masked although the steps got the secret itself", async () => {
    const host = await openTestHost();
    await host.services.configurations.set("prod", { variable: "pw", value: "hunter2-hunter2", secret: true });
    const steps = [
      script("save", "return { [values.pw]: ['x' + values.pw], length: values.pw.length }", {
        values: { pw: "${config.pw}" },
      }),
    ];
    const result = await runToEnd(host, app("app", steps, { configuration: "prod" }));
    expect(result.steps[0]?.data).toEqual({ "•••": ["x•••"], length: 15 });
  });
});

describe("step classes", () => {
  it("are described once: the second host reads their manifests without a worker", async () => {
    const dataFolder = `${tempFolder()}/data`;
    const readManifests = async ({ services }: OwnerHost) => {
      const read = (file: string) => services.stepClasses.load(file, undefined, { read: true });
      return Promise.all(["Log", "Script", "Transform"].map(async (file) => (await read(file)).manifest));
    };
    const first = await openTestHost({ dataFolder });
    const manifests = await readManifests(first);
    await first.close();
    const second = await openTestHost({ dataFolder });
    expect(await readManifests(second)).toEqual(manifests);
    expect(childProcesses()).toEqual([]);
  });
});
