import { SluiceError } from "../base/SluiceError.ts";

/** An error of SQLite or the file system as it crosses from the writer's thread. */
export interface PlainError {
  code: string;
  message: string;
}

export function toPlainError(error: unknown): PlainError {
  if (error instanceof Error) {
    return { code: "code" in error ? String(error.code) : "", message: error.message };
  }
  return { code: "", message: String(error) };
}

const advice: [RegExp, string][] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, "the disk is full. Make room, then try again"],
  [/^(SQLITE_READONLY|EROFS)/, "it cannot be written. Check the permissions, and that the disk is not read-only"],
  [/^(SQLITE_PERM|SQLITE_AUTH|EACCES|EPERM)/, "permission was refused. Make the folder yours, or choose another one"],
  [/^SQLITE_CORRUPT/, "the database is damaged. Put back a copy of the folder, or choose another one"],
  [/^SQLITE_NOTADB/, "sluice.db is not a database of this program. Put back a copy, or choose another folder"],
  [/^SQLITE_IOERR/, "the disk failed to read or write. Check the disk"],
  [/^(SQLITE_CANTOPEN|ENOTDIR|EEXIST|EISDIR|ENOENT|ENAMETOOLONG|ELOOP)/, "it cannot be opened. Check the path"],
  [/^SQLITE_(BUSY|LOCKED)/, "another program holds the database open. Close that program"],
];

/** Turns what SQLite or the file system threw into `data_folder_broken` with what to do; anything else is a bug of ours. */
export function toStoreError(error: unknown, folder: string): SluiceError {
  if (error instanceof SluiceError) return error;
  const { code, message } = toPlainError(error);
  return describeFailure({ code, message }, { folder, cause: error });
}

export function describeFailure(
  { code, message }: PlainError,
  { folder, cause }: { folder: string; cause?: unknown },
): SluiceError {
  const found = advice.find(([pattern]) => pattern.test(code));
  const details = { folder, code };
  if (found) {
    return new SluiceError("data_folder_broken", `Data folder ${folder}: ${found[1]} (${code})`, { details, cause });
  }
  return new SluiceError("internal", `The store failed: ${message}`, { details, cause });
}
