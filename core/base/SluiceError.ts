import { type ErrorCode, type ErrorKind, errorCatalogue } from "./errorCatalogue.ts";

export interface SluiceErrorOptions {
  /** Facts for the reader and for programs: names, paths, problems. Never a secret. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** The one error class of the product. `code` is an entry of the catalogue; `message` says what, where and what to do. */
export class SluiceError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, options: SluiceErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "SluiceError";
    this.code = code;
    this.kind = errorCatalogue[code].kind;
    this.details = options.details ?? {};
  }
}

export function isSluiceError(error: unknown, code?: ErrorCode): error is SluiceError {
  return error instanceof SluiceError && (code === undefined || error.code === code);
}
