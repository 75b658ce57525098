import { StepException } from "sluice";

/** The number a server gives for a file that is not there. */
const missing = 2;

const reasons: Record<number, string> = {
  [missing]: "there is no such file or folder",
  3: "it may not be used with the rights of the user",
  8: "the server cannot do that",
};

/** A file of a server that cannot be read, written or found. */
export class SftpException extends StepException {
  /** Whether the server says that something is not there. */
  readonly isMissing: boolean;
  /** Whether the server does not know what it was asked. */
  readonly isUnknown: boolean;

  constructor(message: string, options: { cause?: unknown; isMissing?: boolean; isUnknown?: boolean } = {}) {
    super(message, "cause" in options ? { cause: options.cause } : {});
    this.isMissing = options.isMissing ?? false;
    this.isUnknown = options.isUnknown ?? false;
  }
}

/** What the server says, in words, with the path. */
export function toSftpException(path: string, cause: unknown): unknown {
  if (cause instanceof StepException || !(cause instanceof Error)) return cause;
  const code: unknown = Reflect.get(cause, "code");
  const said = typeof code === "number" ? (reasons[code] ?? `the server says "${cause.message}"`) : cause.message;
  const isUnknown = code === 8 || cause.message.startsWith("Server does not support");
  return new SftpException(`${path}: ${said}`, { cause, isMissing: code === missing, isUnknown });
}
