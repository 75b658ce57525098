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

test("prints a link that logs a browser in, once", async () => {
  const sluice = new Sluice();
  const nobody = await sluice.run(["open", "--no-browser"]);
  expect([nobody.code, nobody.err]).toEqual([4, expect.stringContaining('"sluice serve" starts one')]);
  const url = await serve(sluice);
  const { link, opened } = (await sluice.json(["open", "--no-browser"])) as { link: string; opened: boolean };
  expect([link.startsWith(`${url}/api/v1/open?code=`), opened]).toEqual([true, false]);
  const answer = await fetch(link);
  expect(answer.status).toBe(200);
  const [cookie = ""] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
  const session = await fetch(`${url}/api/v1/session`, { headers: { cookie: cookie.split(";", 1)[0] ?? "" } });
  expect(await session.json()).toMatchObject({ role: "administrator", from: "computer" });
  expect((await fetch(link)).status).toBe(401);
});

test.skipIf(process.platform !== "linux")(
  "hands the browser a file that only its owner can read, and no code",
  async () => {
    const sluice = new Sluice();
    const seen = join(sluice.folder, "seen");
    const script = sluice.write(
      "xdg-open",
      `#!/bin/sh\nprintf '%s' "$*" > '${seen}.new' && mv '${seen}.new' '${seen}'\n`,
    );
    chmodSync(script, 0o755);
    vi.stubEnv("PATH", `${sluice.folder}${delimiter}${process.env.PATH}`);
    vi.stubEnv("DISPLAY", ":0");
    onTestFinished(() => void vi.unstubAllEnvs());
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
