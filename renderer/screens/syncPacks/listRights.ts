import type { PackRights, PackTrust } from "../../state/ports/SyncPackPort.ts";

export interface WantedRight {
  right: keyof PackRights;
  /** Names of what it needs; `every`: all files; `programs`: it may start any; `native`: it runs native code. */
  wanted: readonly string[] | "every" | "programs" | "native";
}

/** What a pack says it needs, right by right. */
export function listRights(rights: PackRights): readonly WantedRight[] {
  const files = (paths: readonly string[]) => (paths.includes("*") ? ("every" as const) : paths);
  return [
    { right: "net", wanted: rights.net },
    { right: "read", wanted: files(rights.read) },
    { right: "write", wanted: files(rights.write) },
    { right: "env", wanted: rights.env },
    { right: "childProcesses", wanted: rights.childProcesses ? "programs" : [] },
    { right: "nativeCode", wanted: rights.nativeCode ? "native" : [] },
  ];
}

/**
 * Whether its workers are held to a right: `said`: nothing does it; `few`: no worker gets more than the usual few names;
 * `escapes`: a program that it may start, and native code, is held to nothing.
 */
export function holdOf(
  right: keyof PackRights,
  { rights, enforced }: Pick<PackTrust, "rights" | "enforced">,
): "enforced" | "few" | "said" | "escapes" {
  if (right === "env") return "few";
  if (!enforced.has(right)) return "said";
  return rights.childProcesses || rights.nativeCode ? "escapes" : "enforced";
}
