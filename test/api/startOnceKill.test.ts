import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Sluice } from "../cli/Sluice.ts";

const quick = { name: "quick", app_variables: [], steps: [{ name: "one", file: "Log", message: "x" }] };
const keys = Array.from({ length: 24 }, (_, index) => `key ${index}`);

async function serve(sluice: Sluice) {
  const { child, ended, seen } = sluice.start(["serve", "--port", "0"]);
  await seen(/Ctrl\+C stops it/);
  const { url, token } = JSON.parse(readFileSync(join(sluice.dataFolder, "host.json"), "utf8"));
  const ask = async (method: string, path: string, { body, key }: { body?: object; key?: string } = {}) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, json: await answer.json() };
  };
  return { child, ended, ask };
}

test.each([1, 8])(
  "a host that is killed after %i of 24 answers starts no run twice when all are sent again",
  async (count) => {
    const sluice = new Sluice();
    expect((await sluice.run(["import", sluice.write("quick.json", quick)])).code).toBe(0);
    const first = await serve(sluice);
    const answered = new Map<string, string>();
    const start = async (key: string) => {
      const { json } = await first.ask("POST", "/applications/quick/run", { key });
      answered.set(key, json.id);
      if (answered.size === count) first.child.kill("SIGKILL");
    };
    await Promise.allSettled(keys.map(start));
    await first.ended;
    expect(answered.size).toBeGreaterThanOrEqual(count);

    const second = await serve(sluice);
    const ids = await Promise.all(
      keys.map(async (key) => {
        const { json } = await second.ask("POST", "/applications/quick/run", { key });
        expect(json.id).toBe(answered.get(key) ?? json.id);
        return json.id;
      }),
    );
    const stateOf = async (id: string) => (await second.ask("GET", `/tasks/${id}`)).json.state;
    for (const id of ids) await expect.poll(() => stateOf(id)).toBe("SUCCESS");
    const { json } = await second.ask("GET", "/runs?limit=1000");
    expect(json.runs).toHaveLength(keys.length);
    second.child.kill("SIGINT");
    await second.ended;
  },
);
