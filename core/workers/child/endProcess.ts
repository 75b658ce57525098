import { writeSync } from "node:fs";
import { deathMark } from "../protocol.ts";

const kill = process.kill.bind(process);

/** Ends this process and its group at once; the host reports the exception as that of the attempt. */
export function endProcess({ exception, message }: { exception: string; message: string }): never {
  try {
    writeSync(2, `\n${deathMark}${exception}: ${message}\n`);
  } catch {
    // stderr is closed: then the host sees only that the process was killed.
  }
  if (process.platform !== "win32") kill(-process.pid, "SIGKILL");
  kill(process.pid, "SIGKILL");
  throw new Error("unreachable");
}
