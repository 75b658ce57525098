import type { AttemptLimits } from "../engine/ports/StepWorkers.ts";
import { deathMark } from "./protocol.ts";
import type { WorkerExit } from "./WorkerProcess.ts";

interface Death {
  exit: WorkerExit;
  /** Said by the worker itself just before. */
  exiting: { code: number; stack: string } | undefined;
  /** Last lines of output. */
  tail: string;
  limits: AttemptLimits;
}

/** Why a worker died in the middle of an attempt, in words for the author of the step. */
export function describeExit({ exit, exiting, tail, limits }: Death): {
  exception: string;
  message: string;
  stack?: string;
} {
  const said = tail.split("\n").findLast((line) => line.startsWith(deathMark));
  if (said !== undefined) {
    const [exception = "", ...message] = said.slice(deathMark.length).split(": ");
    return { exception, message: message.join(": ") };
  }
  if (/heap out of memory|Reached heap limit|invalid array length Allocation failed/i.test(tail)) {
    const message = `The step used more than its memory limit of ${limits.memoryMb} MB (JavaScript heap)`;
    return { exception: "MemoryLimitException", message };
  }
  if (exiting !== undefined && exit.signal === null) {
    const message = `The step ended its process with exit code ${exiting.code}`;
    return { exception: "WorkerExitedException", message, ...(exiting.stack === "" ? {} : { stack: exiting.stack }) };
  }
  if (exit.disconnected) {
    const message = "The step closed the channel between its process and the host, and was ended";
    return { exception: "WorkerExitedException", message };
  }
  if (exit.signal !== null) {
    return { exception: "WorkerKilledException", message: `The process of the step was ended by ${exit.signal}` };
  }
  return { exception: "WorkerExitedException", message: `The process of the step ended with exit code ${exit.code}` };
}
