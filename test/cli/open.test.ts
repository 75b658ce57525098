import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { Sluice } from "./Sluice.ts";

// Each command is a process of its own.
vi.setConfig({ testTimeout: 180_000 });

async function serve(sluice: Sluice): Promise<string> {
  const { child, ended, seen } = sluice.start(["serve", "--port", "0"]);
  await seen(/Ctrl\+C stops it/);
  onTestFinished(async () => {
    child.kill("SIGINT");
    await ended;
  });
  return JSON.parse(readFileSync(join(sluice.dataFolder, "host.json"), "utf8")).url;
}

/** Puts a program in the place of the browser; the file it makes holds what it was given. */
function standInForBrowser(sluice: Sluice): string {
  const seen = join(sluice.folder, "seen");
  const script = sluice.write(
    "xdg-open",
    `#!/bin/sh\nprintf '%s' "$*" > '${seen}.new' && mv '${seen}.new' '${seen}'\n`,
  );
  chmodSync(script, 0o755);
  vi.stubEnv("PATH", `${sluice.folder}${delimiter}${process.env.PATH}`);
  vi.stubEnv("DISPLAY", ":0");
  onTestFinished(() => void vi.unstubAllEnvs());
  return seen;
}

test("prints a link that logs a browser in, once", async () => {
  const sluice = new Sluice();
  const nobody = await sluice.run(["open", "--no-browser"]);
  expect([nobody.code, nobody.err]).toEqual([4, expect.stringContaining('"sluice serve" starts one')]);
  const url = await serve(sluice);
  const { link, opened } = (await sluice.json(["open", "--no-browser"])) as { link: string; opened: boolean };
  expect([link.startsWith(`${url}/#open=`), opened]).toEqual([true, false]);
  const exchange = `${url}/api/v1/open?code=${link.split("#open=")[1]}`;
  const answer = await fetch(exchange);
  expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ role: "administrator" })]);
  const [cookie = ""] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
  const session = await fetch(`${url}/api/v1/session`, { headers: { cookie: cookie.split(";", 1)[0] ?? "" } });
  expect(await session.json()).toMatchObject({ role: "administrator", from: "computer" });
  expect((await fetch(exchange)).status).toBe(401);
});

test.skipIf(process.platform !== "linux")(
  "hands the browser a file that only its owner can read, and no code",
  async () => {
    const sluice = new Sluice();
    const seen = standInForBrowser(sluice);
    await serve(sluice);
    const { link, opened } = (await sluice.json(["open"])) as { link: string; opened: boolean };
    expect(opened).toBe(true);
    await vi.waitUntil(() => existsSync(seen), { timeout: 120_000 });
    const file = readFileSync(seen, "utf8");
    expect(file).toBe(join(sluice.dataFolder, "open.html"));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toContain(`url=${link}"`);
  },
);

test.skipIf(process.platform !== "linux")(
  "serve --open gives the browser its link before the host is open",
  async () => {
    const sluice = new Sluice();
    const seen = standInForBrowser(sluice);
    const { child, ended, seen: said } = sluice.start(["serve", "--open", "--port", "0"]);
    onTestFinished(async () => {
      child.kill("SIGINT");
      await ended;
    });
    await vi.waitUntil(() => existsSync(seen), { timeout: 120_000, interval: 10 });
    const [, url = "", code = ""] =
      /url=(.*)\/#open=(.*?)"/.exec(readFileSync(readFileSync(seen, "utf8"), "utf8")) ?? [];
    // It waits for the host, which knows the code by then.
    const answer = await fetch(`${url}/api/v1/open?code=${code}`);
    const session = { role: "administrator", csrf_token: expect.any(String) };
    expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining(session)]);
    await said(/Ctrl\+C stops it\.\nOpened http/);
    const madeAt = (name: string): number => statSync(join(sluice.dataFolder, name)).mtimeMs;
    expect(madeAt("open.html")).toBeLessThan(madeAt("host.json"));
  },
);
