import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seal } from "../../core/data/seal.ts";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import { buildRun } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";
import { refusal } from "./refusal.ts";

const secret = "correct-horse-battery-staple";

/** Every file below a folder with the bytes it holds. */
function filesOf(folder: string): [string, Buffer][] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry): [string, Buffer][] => {
    return entry.isFile() ? [[entry.name, readFileSync(join(entry.parentPath, entry.name))]] : [];
  });
}

/** In how many files the text stands, seen from another process: reading the files in this one would drop its locks. */
function countFrom(outside: string, text: string): number {
  try {
    return execFileSync("grep", ["-rlaF", text, outside], { encoding: "utf8" }).split("\n").length - 1;
  } catch {
    return 0;
  }
}

test("no file of the folder holds a secret in plain, while it is open and after it was closed", async () => {
  const store = await openTestStore();
  const { vault, runs, configurations, cache } = store;
  const run = buildRun(1, { vault });
  const dataKey = vault.unwrapDataKey(run.plan.wrappedDataKey);
  const bytes = seal(Buffer.from(secret), { dataKey, label: "output" });
  const configuration = {
    name: "prod",
    configuration_data: [{ name: "password", value: vault.encrypt(secret, "prod/password"), encrypted: true }],
  };
  await configurations.save(configuration);
  await cache.save("token", { access: secret }, undefined);
  const plan = { ...run.plan, parameters: { password: secret, nested: [secret] }, configuration };
  await runs.commit([{ ...run.accepted, plan }]);
  await runs.commit([
    {
      ...run.succeeded(0, { kind: "inline", summary: { kind: "value", bytes: 1 }, bytes }),
      parameters: bytes,
    } as Commit,
  ]);
  expect(runs.readPlan(run.id)).toEqual(plan);
  expect(cache.read("token", 0)).toEqual({ access: secret });

  // The search itself works: names are there in plain.
  expect(countFrom(store.folder.root, run.id)).toBeGreaterThan(0);
  for (const form of [secret, Buffer.from(secret).toString("base64").slice(0, -2)]) {
    expect(countFrom(store.folder.root, form)).toBe(0);
  }
  await store.close();
  const files = filesOf(store.folder.root);
  expect(files.some(([, content]) => content.includes(run.id))).toBe(true);
  expect(files.filter(([, content]) => content.includes(secret))).toEqual([]);
  expect(files.filter(([name, content]) => name !== "vault.key" && content.includes(Buffer.from(dataKey)))).toEqual([]);
});

test("the errors of a refused commit do not tell what was in it", async () => {
  const { runs, vault } = await openTestStore();
  const run = buildRun(1, { vault, plan: { parameters: { password: secret } } });
  await runs.commit([run.accepted]);
  const error = await refusal(runs.commit([run.accepted]));
  expect(`${error.message} ${error.stack} ${JSON.stringify(error.details)} ${String(error.cause)}`).not.toContain(
    secret,
  );
});

test("a plan cannot be opened under another key, and says so", async () => {
  const first = await openTestStore({ key: "one" });
  const run = buildRun(1, { vault: first.vault, plan: { parameters: { password: secret } } });
  const plain = buildRun(2, { vault: first.vault });
  await first.runs.commit([run.accepted, plain.accepted]);
  await first.close();
  const { runs } = await openTestStore({ folder: first.folder.root, key: "two" });
  expect(() => runs.readPlan(run.id)).toThrow(expect.objectContaining({ code: "key_missing" }));
  expect(runs.readPlan(plain.id)).toEqual(plain.plan);
});
