import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import RunCommand from "../../../../core/steps/files/steps/RunCommand.ts";
import { runStep } from "../../../support/runStep.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

const node = process.execPath;
const run = (code: string, params: object = {}, signal?: AbortSignal) =>
  runStep(RunCommand, {
    params: { program: node, arguments: ["-e", code], ...params },
    ...(signal === undefined ? {} : { signal }),
  });

it("gives exit code, output and errors", async () => {
  const { data } = await run("console.log('out'); console.error('err')");
  expect(data).toEqual({ exit_code: 0, output: "out\n", errors: "err\n" });
});

it("gives arguments as they are, an environment, input and a folder", async () => {
  const folder = realpathSync(tempFolder());
  const code =
    "process.stdin.on('data', (d) => console.log(JSON.stringify([process.argv.slice(1), process.env.A, String(d), process.cwd()])))";
  const params = {
    arguments: ["-e", code, "a b", "$HOME;*"],
    environment: { A: "1" },
    input: "in",
    folder,
    output: "json",
  };
  expect((await run("", params)).data).toMatchObject({ output: [["a b", "$HOME;*"], "1", "in", folder] });
});

it("reads lines and bytes", async () => {
  expect((await run("console.log('1\\n2')", { output: "lines" })).data).toMatchObject({ output: ["1", "2"] });
  expect((await run("", { output: "lines" })).data).toMatchObject({ output: [] });
  expect((await run("process.stdout.write(Buffer.from([255]))", { output: "bytes" })).data).toMatchObject({
    output: new Uint8Array([255]),
  });
});

it("fails with what the program said when its exit code is no success", async () => {
  const { error } = await run("console.error('no space'); process.exit(3)");
  expect(error?.message).toBe(`${node} ended with exit code 3: no space`);
  expect((await run("process.exit(3)", { expect: [0, 3] })).data).toMatchObject({ exit_code: 3 });
});

it("kills what takes too long, with everything it started", async () => {
  const folder = tempFolder();
  const pidFile = join(folder, "pid");
  const child = `require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`;
  const code = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" })`;
  const abortion = new AbortController();
  const running = run(code, { timeout: 600 }, abortion.signal);
  await vi.waitFor(() => expect(readFileSync(pidFile, "utf8")).toMatch(/^\d+$/), { timeout: 30_000 });
  abortion.abort();
  expect((await running).error?.message).toBe(`${node} was killed because the step was ended`);
  const pid = Number(readFileSync(pidFile, "utf8"));
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 30_000 });
  const late = await run("setInterval(() => {}, 1000)", { timeout: "100ms" });
  expect(late.error?.message).toBe(`${node} took longer than 0.1 s and was killed`);
});

it("says that there is no such program", async () => {
  const { error } = await runStep(RunCommand, { params: { program: "no-such-program" } });
  expect(error).toMatchObject({ name: "CommandException", message: "no-such-program: was not found, or its folder" });
});

function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}
