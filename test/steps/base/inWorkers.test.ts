import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HttpPeer, startHttpPeer } from "../../support/httpPeer.ts";
import { type AttemptOverrides, WorkerBench } from "../../support/WorkerBench.ts";
import { packsFolder } from "../packs.ts";

let bench: WorkerBench;
let peer: HttpPeer;

beforeAll(async () => {
  bench = await WorkerBench.create();
  peer = await startHttpPeer({
    "/ok/(.*)": ({ match, json }) => json({ name: match[0] }),
    "/wrong": ({ json }) => json({ detail: "no" }, 500),
    "/gql": ({ json }) => json({ data: { a: 1 } }),
  });
});

afterAll(async () => {
  await peer.close();
  await bench.close();
});

const run = (name: string, overrides: AttemptOverrides = {}) =>
  bench.run(`${packsFolder}base/steps/${name}.ts`, overrides);

describe("in a worker process", () => {
  it("queries, scripts and transforms leave the worker as clean as it was", async () => {
    const rest = { method: "GET", prefix_url: peer.url, relative_url: "/ok/${name}" };
    const outcomes = [
      await run("QueryREST", { parameters: rest, from: [[{ name: "a" }, { name: "b" }]] }),
      await run("QueryREST", { parameters: { ...rest, relative_url: "/wrong" } }),
      await run("QueryGQL", { parameters: { url: `${peer.url}/gql`, query: "{ a }" } }),
      await run("Script", { parameters: { code: "return input.length" }, from: ["four"] }),
      await run("Transform", { parameters: { expression: "$ & '!'" }, from: ["four"] }),
      await run("Log", { parameters: { message: "Hello ${name}" }, from: [{ name: "world" }] }),
    ];
    expect(outcomes.map(({ outcome, data }) => [outcome.kind, data])).toEqual([
      ["success", [{ name: "a" }, { name: "b" }]],
      ["failure", undefined],
      ["success", { a: 1 }],
      ["success", 4],
      ["success", "four!"],
      ["success", { name: "world" }],
    ]);
    expect(bench.events.filter((event) => event.kind === "replaced")).toEqual([]);
    expect(bench.pool.pids()).toHaveLength(1);
  });

  it("a script's error shows the lines of the script", async () => {
    const code = "const limit: number = 3;\n\nif (input.length > limit) throw new RangeError(`More than ${limit}`);";
    const { outcome } = await run("Script", { parameters: { code }, from: ["four"] });
    expect(outcome).toMatchObject({ kind: "failure", error: { exception: "RangeError", message: "More than 3" } });
    const { stack } = outcome.kind === "failure" ? outcome.error : { stack: undefined };
    expect(stack).toContain("(script.ts:3:33)");
    expect(stack).not.toContain("data:text");
  });

  it("a wait suspends, and its resume passes the data on", async () => {
    const parameters = { duration: "1h" };
    const { outcome } = await run("Wait", { parameters, from: [[1]] });
    expect(outcome).toMatchObject({ kind: "suspended", wait: { kind: "until" } });
    const resumed = await run("Wait", { parameters, from: [[1]], mode: { kind: "resume", value: { kind: "until" } } });
    expect(resumed.data).toEqual([1]);
  });

  it("a blocking trigger suspends with its run and hands over the data of that run", async () => {
    const parameters = { application: "child", wait: true, parameters: { a: "${x}" } };
    const { outcome } = await run("TriggerApplication", { parameters, from: [{ x: 1 }] });
    const wait = { kind: "runs", runs: [{ application: "child", parameters: { a: 1 } }] };
    expect(outcome).toMatchObject({ kind: "suspended", wait });
    const data = [{ step: "last", stored: await bench.stored([1, 2]) }];
    const value = { kind: "runs", runs: [{ runId: "isapp-7", state: "SUCCESS", data }] } as const;
    const resumed = await run("TriggerApplication", {
      parameters,
      from: [{ x: 1 }],
      mode: { kind: "resume", value: { ...value, runs: [...value.runs] } },
    });
    expect(resumed.data).toEqual({ run_id: "isapp-7", state: "SUCCESS", data: { last: [1, 2] } });
  });

  it("a revoked query ends at once", async () => {
    const silent = await startHttpPeer({ "/.*": () => {} });
    const parameters = { method: "GET", prefix_url: silent.url };
    const attempt = await bench.start(`${packsFolder}base/steps/QueryREST.ts`, { parameters });
    await expect.poll(() => silent.requests.length, { timeout: 10_000 }).toBe(1);
    attempt.revoke(60_000);
    expect((await attempt.ended).outcome.kind).toBe("revoked");
    await silent.close();
  });
});
