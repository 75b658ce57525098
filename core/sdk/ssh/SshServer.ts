import type { StepLogger } from "../StepLogger.ts";

/** Who logs in: what is warned of goes to its log, and its end ends the login. */
export interface SshUser {
  logger: StepLogger;
  signal: AbortSignal;
  /** Longest time until a server has let the user in, ms. */
  connectMs: number;
}

/** A server that has let the user in. */
export interface SshServer {
  /** A `Client` of the package ssh2, of which the SDK shows no types. */
  client: unknown;
  host: string;
  port: number;
  user: string;
  /** Type and fingerprint. */
  hostKey: string;
  /** Whether the host key was checked. */
  isTrusted: boolean;
  /** Rejects when the connection is lost. */
  lost: Promise<never>;
  close(): void;
}
