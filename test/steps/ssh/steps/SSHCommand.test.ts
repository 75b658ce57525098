import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import SSHCommand from "../../../../core/steps/ssh/steps/SSHCommand.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startPasswordSsh } from "../../../support/servers/startPasswordSsh.ts";
import { startSshd } from "../../../support/servers/startSshd.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

onServer("SSH command", await startSshd(), ({ connection }) => {
  const run = (command: string, params: JsonObject = {}, more: { signal?: AbortSignal } = {}) =>
    runStep(SSHCommand, {
      params: { connection: "web", command, ...params },
      connections: { web: connection },
      ...more,
    });

  it("gives exit code, output and errors", async () => {
    const { data, error } = await run("echo out; echo err >&2");
    expect([data, error]).toEqual([{ exit_code: 0, output: "out\n", errors: "err\n" }, undefined]);
  });

  it("gives arguments as they are, an environment that no list of processes shows, and input", async () => {
    const word = `a  b'"$HOME;*\\\n\`id\``;
    const environment = { TOKEN: `it's\n"$HOME"\n`, OTHER: "2" };
    const { data } = await run('show() { printf \'%s|%s|%s|\' "$1" "$TOKEN" "$OTHER"; cat; }; show', {
      arguments: [word],
      environment,
      input: "in ö",
    });
    expect(data).toMatchObject({ output: `${word}|${environment.TOKEN}|2|in ö`, errors: "" });
    const seen = await run("ps -A -o args", { environment: { TOKEN: "never-seen" } });
    expect((seen.data as { output: string }).output).toContain("ps -A -o args");
    expect((seen.data as { output: string }).output).not.toContain("never-seen");
    expect((await run("true", { environment: { "A;id": "1" } })).error?.message).toBe(
      '"A;id" is no name of a variable',
    );
  });

  it("reads lines, JSON and bytes", async () => {
    const output = async (command: string, as: string) =>
      ((await run(command, { output: as })).data as { output: unknown }).output;
    expect(await output("printf '1\\n2\\n'", "lines")).toEqual(["1", "2"]);
    expect(await output("true", "lines")).toEqual([]);
    expect(await output("echo '[1]'", "json")).toEqual([1]);
    expect(await output("printf '\\377\\000'", "bytes")).toEqual(new Uint8Array([255, 0]));
    expect((await run("echo no", { output: "json" })).error?.message).toMatch(/^What echo no wrote is no JSON: /);
  });

  it("takes large input and output whole", async () => {
    const input = "0123456789".repeat(200_000);
    const { data, error } = await run("cat", { input });
    expect(error).toBeUndefined();
    expect((data as { output: string }).output === input).toBe(true);
  });

  it("fails with what the command said when its exit code is no success", async () => {
    const { error } = await run("echo 'no space' >&2; exit 3");
    expect(error).toMatchObject({
      name: "CommandException",
      message: "echo 'no space' >&2; exit 3 ended with exit code 3: no space",
    });
    expect((await run("exit 3", { expect: [0, 3] })).data).toMatchObject({ exit_code: 3 });
    expect((await run("kill -TERM $$")).error?.message).toBe("kill -TERM $$ was ended by SIGTERM");
    expect((await run("true; exec head -c 1", { input: "many ".repeat(500_000) })).data).toMatchObject({
      output: "m",
    });
  });

  it("kills what takes too long or is no longer wanted, with everything it started", async () => {
    const pids = join(tempFolder(), "pids");
    const command = `sleep 600 & echo $! $$ > '${pids}'; wait`;
    const abortion = new AbortController();
    const running = run(command, { timeout: 600 }, { signal: abortion.signal });
    await vi.waitFor(() => expect(readFileSync(pids, "utf8")).toMatch(/^\d+ \d+$/m), { timeout: 30_000 });
    abortion.abort();
    expect((await running).error?.message).toBe(`${command} was killed because the step was ended`);
    for (const pid of readFileSync(pids, "utf8").trim().split(" ")) {
      await vi.waitFor(() => expect(isRunning(Number(pid))).toBe(false), { timeout: 30_000 });
    }
    const late = await run("sleep 600", { timeout: "300ms" });
    expect(late.error?.message).toBe("sleep 600 took longer than 0.3 s and was killed");
    const early = await run("true", {}, { signal: AbortSignal.abort() });
    expect(early.error?.name).toBe("ConnectionException");
  });
});

describe("SSH command on a server with passwords", () => {
  it.each(["password", "keyboard-interactive"] as const)(
    "logs in by %s, and says no password when refused",
    async (method) => {
      const { connection, stop } = await startPasswordSsh(method);
      onTestFinished(stop);
      const run = (command: string, settings: JsonObject = {}) =>
        runStep(SSHCommand, {
          params: { connection: "router", command },
          connections: { router: { ...connection, settings: { ...connection.settings, ...settings } } },
        });
      const shown = await run("show version");
      expect(shown.error).toBeUndefined();
      expect(shown.data).toEqual({ exit_code: 0, output: "show version", errors: "" });
      const { error } = await run("show version", { password: "guessed-and-wrong" });
      expect(error).toMatchObject({
        name: "ConnectionException",
        message: `The connection "router" cannot be made: the server does not let in "tester" with "password"; it takes ${method}`,
      });
      expect((await run("hang up")).error?.message).toMatch(/^The connection "router" was lost|cannot be started/);
    },
  );
});

function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}
