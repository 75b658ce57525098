import { deathMark } from "./protocol.ts";
import type { WorkerExit } from "./WorkerProcess.ts";

interface Death {
  exit: WorkerExit;
  /** Said by the worker itself just before. */
  exiting: { code: number; stack: string } | undefined;
  /** The line of output for which `isDeathNotice` holds, or empty. */
  notice: string;
  memoryMb: number;
}

const heapExhausted = /heap out of memory|Reached heap limit/i;

/** Whether a line of output tells why a process ends: one of ours, or the one of V8 without memory. */
export function isDeathNotice(line: string): boolean {
  return line.startsWith(deathMark) || heapExhausted.test(line);
}

/** Why a worker died in the middle of its work, in words for the author of the step. */
export function describeExit({ exit, exiting, notice, memoryMb }: Death): {
  exception: string;
  message: string;
  stack?: string;
} {
  if (notice.startsWith(deathMark)) {
    const [exception = "", ...message] = notice.slice(deathMark.length).split(": ");
    return { exception, message: message.join(": ") };
  }
  if (exiting !== undefined && exit.signal === null) {
    const message = `The step ended its process with exit code ${exiting.code}`;
    return { exception: "WorkerExitedException", message, ...(exiting.stack === "" ? {} : { stack: exiting.stack }) };
  }
  if (heapExhausted.test(notice)) {
    const message = `The step used more than its memory limit of ${memoryMb} MB (JavaScript heap)`;
    return { exception: "MemoryLimitException", message };
  }
  if (exit.disconnected) {
    const message = "The step closed the channel between its process and the host, and was ended";
    return { exception: "WorkerExitedException", message };
  }
  if (exit.signal !== null) {
    return { exception: "WorkerKilledException", message: `The process of the step was ended by ${exit.signal}` };
  }
  if (exit.code !== null) {
    return { exception: "WorkerExitedException", message: `The process of the step ended with exit code ${exit.code}` };
  }
  return { exception: "WorkerStartException", message: "There is no process to run the step in" };
}
