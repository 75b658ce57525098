import { StepException } from "sluice";
import type ssh2 from "ssh2";

/** A command that cannot be started, takes too long or does not succeed. */
export class CommandException extends StepException {}

const mostBytes = 67_108_864;

export interface RemoteCommand {
  /** As it is called in errors. */
  name: string;
  /** What the shell of the server reads. */
  line: string;
  input: Buffer | undefined;
  timeoutMs: number;
  signal: AbortSignal;
}

export interface Ended {
  exitCode: number;
  output: Buffer;
  errors: string;
}

/** Runs a command on a server. One that takes too long, or whose step ends, is killed with what it started. Throws CommandException. */
export function runRemote(client: ssh2.Client, command: RemoteCommand): Promise<Ended> {
  const { name, line, input, timeoutMs, signal } = command;
  const result = Promise.withResolvers<Ended>();
  const fail = (reason: string, cause?: unknown): void =>
    result.reject(new CommandException(`${name} ${reason}`, { cause }));
  let isKilled = false;
  const kill = (reason: string): void => {
    isKilled = true;
    void killAll(client).finally(() => fail(reason));
  };
  const timer = setTimeout(() => kill(`took longer than ${timeoutMs / 1000} s and was killed`), timeoutMs);
  const abort = (): void => kill("was killed because the step was ended");
  signal.addEventListener("abort", abort, { once: true });
  client.exec(line, (error, channel) => {
    if (error !== undefined) return fail(`cannot be started: ${error.message}`, error);
    // A quick command may have ended in the same piece of data: who listens later hears nothing.
    const full = `wrote more than ${mostBytes / 1_048_576} MB`;
    const output = collect(channel, () => kill(full));
    const errors = collect(channel.stderr, () => kill(`${full} of errors`));
    let exit: [code: number | null, signal?: string] | undefined;
    channel.on("exit", (...given: [number | null, string?]) => {
      exit = given;
    });
    channel.on("close", () => {
      if (isKilled) return;
      if (exit === undefined) return fail("ended without an exit code");
      const [exitCode, by] = exit;
      if (exitCode === null) return fail(`was ended by ${by}`);
      result.resolve({ exitCode, output: Buffer.concat(output), errors: Buffer.concat(errors).toString() });
    });
    // A command may end without reading what it gets.
    channel.on("error", () => undefined);
    channel.end(input);
  });
  return result.promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  });
}

function collect(stream: NodeJS.ReadableStream, onFull: () => void): Buffer[] {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    const wasFull = bytes > mostBytes;
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
    else if (!wasFull) onFull();
  });
  return chunks;
}

/**
 * Everything that the connection started on the server, in groups of its own; `ps` is that of POSIX. Only where each connection
 * has a process of its own: the children of a server that starts all shells itself are those of others, too.
 */
const killer = `case "$(ps -o comm= -p "$PPID")" in *sshd*|*dropbear*) ;; *) exit ;; esac
ps -A -o pid,ppid | while read -r pid parent; do
if [ "$parent" = "$PPID" ] && [ "$pid" != "$$" ]; then kill -s KILL -- "-$pid"; fi; done`;
/** So long a server may take for it, ms; a step that was ended has not much more. */
const killTime = 2_000;

/** Servers often refuse the signal that the protocol has, so a shell on the same connection kills its siblings. */
function killAll(client: ssh2.Client): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, killTime);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    client.exec(killer, (error, channel) => {
      if (error !== undefined) return done();
      channel.on("close", done).on("error", done).resume();
      channel.stderr.resume();
    });
  });
}
