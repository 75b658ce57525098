import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Sluice } from "./Sluice.ts";

const passphrase = "correct horse battery";

test("a backup is made beside a running host, restored elsewhere, and found healthy", async () => {
  const sluice = new Sluice();
  await sluice.run(["config", "set", "prod", "password", "--secret"], { input: "hunter22\n" });
  const { child, seen, ended } = sluice.start(["serve", "--no-tcp"]);
  await seen(/Ctrl\+C stops it/);
  const file = join(sluice.folder, "a.sluice");
  const made = await sluice.run(["backup", file, "--with-key"], { input: `${passphrase}\n` });
  expect([made.code, made.err]).toEqual([0, expect.stringContaining("only the passphrase opens it")]);
  child.kill("SIGINT");
  await ended;

  const target = join(sluice.folder, "restored");
  const into = ["--data-dir", target];
  expect((await sluice.run(["restore", file, ...into], { input: "wrong horse battery\n" })).code).toBe(2);
  expect((await sluice.run(["restore", file, ...into], { input: `${passphrase}\n` })).code).toBe(0);
  const config = (await sluice.json(["config", "show", "prod", ...into])) as { configuration_data: unknown[] };
  expect(config.configuration_data).toHaveLength(1);
  const health = (await sluice.json(["doctor", ...into])) as { healthy: boolean; checks: { name: string }[] };
  expect(health.healthy).toBe(true);
  rmSync(join(target, "vault.key"));
  const ill = await sluice.run(["doctor", ...into]);
  expect([ill.code, ill.out]).toEqual([1, expect.stringContaining("✘ key")]);
  expect(existsSync(join(target, "vault.key"))).toBe(false);
});
