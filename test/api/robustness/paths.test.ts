import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { type Description, listOperations } from "../contract/Operation.ts";
import { openTestApi } from "../openTestApi.ts";

const ways = [
  "..%2f..%2f..%2f..%2fetc%2fpasswd",
  "%2fetc%2fpasswd",
  "..%5c..%5cx",
  "%00",
  "....%2f%2fx",
  "%2e%2e%2fvault.key",
];

test("no name leads to another file, in any operation that takes one", async () => {
  const { api, host } = await openTestApi();
  const description = (await api.inject("/api/v1/docs/json")).json() as Description;
  const headers = { authorization: "Bearer administrator" };
  const named = listOperations(description).filter(({ path, method }) => path.includes("{") && method === "GET");
  expect(named.length).toBeGreaterThan(20);
  for (const { path } of named) {
    for (const way of ways) {
      const url = path.replaceAll(/\{\w+\}/g, way);
      const answer = await api.inject({ method: "GET", url, headers });
      expect([url, answer.statusCode >= 400 && answer.statusCode < 500, answer.body.includes("root:")]).toEqual([
        url,
        true,
        false,
      ]);
    }
  }
  const key = join(host.dataFolder, "vault.key");
  expect(existsSync(key)).toBe(true);
});

test("nothing that comes in is written outside of its folder", async () => {
  const { ask, host } = await openTestApi();
  const beside = () => readdirSync(dirname(host.dataFolder)).sort();
  const before = beside();
  const code = 'import { BaseStep } from "sluice";\nexport default class Evil extends BaseStep {}\n';
  const outside = ["../../evil.ts", "/evil.ts", "a/../../evil.ts", "..\\evil.ts"];
  for (const path of outside) {
    const texts = { [path]: code };
    const answers = [
      await ask("POST", "/import/file", { body: { kind: "step_class", main: path, files: texts } }),
      await ask("POST", "/import/file", {
        body: { kind: "step_class", main: "Good.ts", files: { "Good.ts": code, ...texts } },
      }),
      await ask("PUT", "/steps/Evil", { body: { code, files: texts } }),
      await ask("PUT", `/steps/${encodeURIComponent(path)}`, { body: { code } }),
    ];
    expect([path, answers.map(({ statusCode }) => statusCode)]).toEqual([path, [400, 400, 400, 400]]);
    const bundle = await ask("POST", "/import", { body: { step_classes: [{ main: path, files: texts }] } });
    expect([path, bundle.json().items[0].action]).toEqual([path, "refused"]);
  }
  expect(beside()).toEqual(before);
  expect(host.store.stepClasses.list()).toEqual([]);
});
