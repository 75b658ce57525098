import { homedir } from "node:os";
import { isAbsolute, join, normalize } from "node:path";
import { StepException } from "sluice";

/** A file that cannot be read, written or found. */
export class FileException extends StepException {}

const reasons: Record<string, string> = {
  ENOENT: "there is no such file or folder",
  EACCES: "it may not be used with the rights of this program",
  EPERM: "it may not be used with the rights of this program",
  EEXIST: "it exists already",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is a file",
  ENOTEMPTY: "the folder is not empty",
  ENOSPC: "the disk is full",
  EROFS: "the disk can only be read",
};

/** What the system says, in words, with the path. */
export function toFileException(path: string, cause: unknown): unknown {
  const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
  if (typeof code !== "string") return cause;
  return new FileException(`${path}: ${reasons[code] ?? `${cause instanceof Error ? cause.message : code}`}`, {
    cause,
  });
}

/** Whether the system says that something is not there. */
export function isMissing(cause: unknown): boolean {
  return cause instanceof Error && Reflect.get(cause, "code") === "ENOENT";
}

/** Absolute, so that nothing depends on where the program was started. Throws FileException for a relative path. */
export function absolutePath(path: string): string {
  const home = path.startsWith("~/") || path === "~" ? join(homedir(), path.slice(1)) : path;
  if (isAbsolute(home)) return normalize(home);
  throw new FileException(`"${path}" is no absolute path; write where it begins, such as /data/${path} or ~/${path}`);
}
