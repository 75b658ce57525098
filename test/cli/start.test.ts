import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { diamond, endless, Sluice } from "./Sluice.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));
const oldNode = findOldNode();

/** A Node of this machine that cannot run the program itself. */
function findOldNode(): string | undefined {
  return ["/usr/bin/node", "/usr/local/bin/node"].find((path) => {
    if (!existsSync(path)) return false;
    return execFileSync(path, ["-p", "Boolean(process.features.typescript)"]).toString().trim() === "false";
  });
}

describe("starting the program", () => {
  it("says its version and help, every command with examples, and loads no database for it", async () => {
    const sluice = new Sluice();
    expect((await sluice.run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = (await sluice.run(["--help"])).out;
    expect(help).toContain("Exit codes: 0 success");
    const commands = [
      "run",
      "runs",
      "show",
      "logs",
      "replay",
      "rerun",
      "revoke",
      "resume",
      "validate",
      "import",
      "export",
      "apps",
    ];
    const nested = [
      "step run",
      "step new",
      "step list",
      "step show",
      "config list",
      "config show",
      "config set",
      "config export",
    ];
    for (const command of [...commands, ...nested]) {
      const { code, out } = await sluice.run([...command.split(" "), "--help"]);
      expect([command, code, out]).toEqual([
        command,
        0,
        expect.stringMatching(/--json[\s\S]*--data-dir[\s\S]*Examples:\n {2}\$ sluice/),
      ]);
    }
    expect(existsSync(sluice.dataFolder)).toBe(false);
  });

  it("makes no data folder for commands that only read", async () => {
    const sluice = new Sluice();
    expect([
      (await sluice.run(["apps"])).code,
      (await sluice.run(["runs"])).code,
      (await sluice.run(["step", "list"])).code,
    ]).toEqual([0, 0, 0]);
    expect(existsSync(sluice.dataFolder)).toBe(false);
  });

  it("ends quietly when nobody reads its output any more", async () => {
    const sluice = new Sluice();
    await sluice.run(["run", sluice.write("d.json", diamond), "-q"]);
    const { child, ended } = sluice.start(["step", "show", "QueryREST", "--code"]);
    child.stdout?.destroy();
    expect((await ended).err).toBe("");
  });

  it.skipIf(oldNode === undefined)(
    "starts under an old Node with the one it brings, passes signals on, and dies with it",
    async () => {
      const sluice = new Sluice();
      sluice.node = oldNode ?? "";
      expect((await sluice.run(["run", sluice.write("d.json", diamond)])).out).toContain("Run succeeded");
      const first = sluice.start(["run", sluice.write("e.json", endless)]);
      await first.seen(/begun/);
      first.child.kill("SIGINT");
      expect(await first.ended).toMatchObject({ code: 1, out: expect.stringContaining("Run revoked") });
      const second = sluice.start(["run", "e.json"]);
      await second.seen(/begun/);
      second.child.kill("SIGKILL");
      await second.ended;
      expect((await sluice.run(["revoke", "last"])).code).toBe(0);
    },
  );

  it.skipIf(oldNode === undefined)("says in one line what to do when there is no Node that can run it", () => {
    const sluice = new Sluice();
    const folder = join(sluice.folder, "bare");
    mkdirSync(folder);
    cpSync(join(project, "core", "cli", "bin"), join(folder, "core", "cli", "bin"), { recursive: true });
    const { status, stderr } = spawnSync(oldNode ?? "", [join(folder, "core/cli/bin/sluice.mjs"), "--help"], {
      encoding: "utf8",
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^sluice: Node \S+ cannot run Sluice\. Run "npm install" in .*, or install Node 22\.19 or newer\.\n$/,
    );
  });

  it("takes installed packages as they are: the second start needs neither npm nor network", () => {
    const sluice = new Sluice();
    const folder = join(sluice.folder, "a clone");
    mkdirSync(join(folder, "test"), { recursive: true });
    for (const name of ["core", "package.json", "package-lock.json", "test/suites.mjs"]) {
      cpSync(join(project, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
    const env = { ...process.env, PATH: "", npm_execpath: "", npm_config_offline: "true" };
    const { status, stderr } = spawnSync(process.execPath, [join(folder, "core/cli/bin/bootstrap.mjs"), "nothing"], {
      env,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/^sluice: no task "nothing"\. There are: start, test, /),
    ]);
  });
});
