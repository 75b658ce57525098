import { spawn } from "node:child_process";
import { homedir } from "node:os";
import { StepException } from "sluice";
import { absolutePath } from "./files.ts";

/** A command that cannot be started, takes too long or does not succeed. */
export class CommandException extends StepException {}

const mostBytes = 67_108_864;

export interface Command {
  program: string;
  arguments: string[];
  /** "" = the home folder. */
  folder: string;
  environment: Record<string, string>;
  input: Buffer | undefined;
  timeoutMs: number;
  signal: AbortSignal;
}

export interface Ended {
  exitCode: number;
  output: Buffer;
  errors: string;
}

/** Runs a program in a group of its own, which is killed whole when it takes too long. Throws CommandException. */
export function runCommand(command: Command): Promise<Ended> {
  const { program, input, timeoutMs, signal } = command;
  const child = spawn(program, command.arguments, {
    cwd: command.folder === "" ? homedir() : absolutePath(command.folder),
    env: { ...process.env, ...command.environment },
    stdio: ["pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const result = Promise.withResolvers<Ended>();
  const end = (reason: string) => {
    killGroup(child.pid);
    result.reject(new CommandException(`${program} ${reason}`));
  };
  const output = collect(child.stdout, () => end(`wrote more than ${mostBytes / 1_048_576} MB`));
  const errors = collect(child.stderr, () => end(`wrote more than ${mostBytes / 1_048_576} MB of errors`));
  const timer = setTimeout(() => end(`took longer than ${timeoutMs / 1000} s and was killed`), timeoutMs);
  const abort = () => end("was killed because the step was ended");
  signal.addEventListener("abort", abort, { once: true });
  child.on("error", (cause) => {
    const missing = Reflect.get(cause, "code") === "ENOENT";
    const reason = missing ? "was not found, or its folder" : cause.message;
    result.reject(new CommandException(`${program}: ${reason}`, { cause }));
  });
  child.on("close", (code, name) => {
    if (code === null) result.reject(new CommandException(`${program} was ended by ${name}`));
    else result.resolve({ exitCode: code, output: Buffer.concat(output), errors: Buffer.concat(errors).toString() });
  });
  // A program may end without reading what it gets.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return result.promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  });
}

function collect(stream: NodeJS.ReadableStream, onFull: () => void): Buffer[] {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytes) onFull();
    else chunks.push(chunk);
  });
  return chunks;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
