import { existsSync, readFileSync, statSync } from "node:fs";
import { SluiceError } from "../base/SluiceError.ts";

/** Whether an argument names a file rather than something stored: it exists, ends like one, or has a folder. */
export function looksLikeFile(target: string): boolean {
  return /[\\/]|\.json$/i.test(target) || (existsSync(target) && statSync(target).isFile());
}

/** The text of a file; `-` is stdin. Throws `not_found`, and `wrong_use` for a folder or a file that is not UTF-8. */
export function readText(path: string): string {
  try {
    const bytes = readFileSync(path === "-" ? 0 : path);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw toReadError(path, cause);
  }
}

function toReadError(path: string, cause: unknown): SluiceError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const details = { path };
  if (code === "ENOENT") return new SluiceError("not_found", `There is no file ${path}.`, { details, cause });
  if (code === "EISDIR") return new SluiceError("wrong_use", `${path} is a folder, not a file.`, { details, cause });
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return new SluiceError("invalid_document", `${path} is not UTF-8 text.`, { details, cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SluiceError("wrong_use", `${path} cannot be read: ${reason}`, { details, cause });
}

/** Bytes of a file. */
export function sizeOfFile(path: string): number {
  return statSync(path).size;
}
