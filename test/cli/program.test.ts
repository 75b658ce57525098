import type { Command } from "commander";
import { describe, expect, it, vi } from "vitest";
import { main } from "../../core/cli/main.ts";
import { createProgram } from "../../core/cli/program.ts";

function leaves(command: Command): Command[] {
  const own = command.commands.filter((child) => child.name() !== "help");
  return own.length === 0 ? [command] : own.flatMap(leaves);
}

describe("the program", () => {
  it("gives every command a description, examples, --json and --data-dir", () => {
    const commands = leaves(createProgram(() => {}));
    expect(commands.length).toBeGreaterThanOrEqual(22);
    for (const command of commands) {
      let help = "";
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
      expect(help).toMatch(/--json[\s\S]*--data-dir <folder>[\s\S]*Examples:\n {2}\$ sluice /);
      expect([command.name(), command.description()]).toEqual([command.name(), expect.stringMatching(/^[a-z].{10,}/)]);
    }
  });

  it.each([
    [["--version"], 0],
    [["run"], 2],
    [["runs", "--limit", "none"], 2],
  ])("ends with the exit code of %j", async (args, expected) => {
    const codes: unknown[] = [];
    const exit = vi.spyOn(process, "exit").mockImplementation(((code: number) => codes.push(code)) as never);
    const write = (_text: unknown, done?: unknown): boolean => {
      if (typeof done === "function") done();
      return true;
    };
    const out = vi.spyOn(process.stdout, "write").mockImplementation(write as never);
    const err = vi.spyOn(process.stderr, "write").mockImplementation(write as never);
    try {
      await main(args);
    } finally {
      for (const spy of [exit, out, err]) spy.mockRestore();
    }
    expect(codes).toEqual([expected]);
  });
});
