import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process and the moment it started, so that a reused pid is never mistaken for it. */
export interface ProcessIdentity {
  pid: number;
  startTime: string;
}

/** When a process started, as text to compare; undefined if it does not run or the system does not say. */
export function readStartTime(pid: number): string | undefined {
  if (process.platform === "linux") return readLinuxStartTime(pid);
  if (process.platform === "win32") return undefined;
  try {
    const lines = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { stdio: ["ignore", "pipe", "ignore"] });
    const text = lines.toString().trim();
    return text === "" ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Kills a worker that outlived its host, with what it started. Whether it still ran; another process of that pid is left alone. */
export function killSurvivor({ pid, startTime }: ProcessIdentity): boolean {
  if (readStartTime(pid) !== startTime) return false;
  return killGroup(pid);
}

/** Ends a worker and the children it left in its group. Whether there was one. */
export function killGroup(pid: number): boolean {
  if (process.platform === "win32") return killOne(pid);
  const group = killOne(-pid);
  return killOne(pid) || group;
}

function killOne(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

let bootId: string | undefined;

function readLinuxStartTime(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces and brackets itself; fields are counted after the last one.
    const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
    bootId ??= readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const isDead = fields[0] === "Z" || fields[0] === "X";
    return isDead || fields[19] === undefined ? undefined : `${bootId}:${fields[19]}`;
  } catch {
    return undefined;
  }
}
