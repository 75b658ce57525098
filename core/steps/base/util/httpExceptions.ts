/** The exchange broke: no connection, no trust, no complete answer. The message names method, URL and cause, and no credential. */
export class HttpRequestException extends Error {
  override readonly name = "HttpRequestException";
  /** Such as `ECONNREFUSED`, when there is one. */
  readonly code: string | undefined;

  constructor(facts: { method: string; url: string; reason?: string | undefined; cause: unknown }) {
    super(`${facts.method} ${facts.url} failed: ${facts.reason ?? describeCause(facts.cause)}`, { cause: facts.cause });
    this.code = errorCode(facts.cause);
  }
}

/** The server answered with a status that was not expected. */
export class HttpStatusException extends Error {
  override readonly name = "HttpStatusException";
  readonly status: number;

  constructor(facts: { status: number; expected: string; url: string; body: string }) {
    const answer = facts.body === "" ? "" : `. The server said: ${facts.body}`;
    super(`${describeMismatch(facts)}${answer}`);
    this.status = facts.status;
  }
}

/** The answer came, but is not what the step was told to expect. */
export class HttpBodyException extends Error {
  override readonly name = "HttpBodyException";
}

/** The manual's log line for an unexpected status. */
export function describeMismatch(facts: { status: number; expected: string; url: string }): string {
  return `HTTP(s) Response Actual: ${facts.status} Expected: ${facts.expected}, does NOT match for: ${facts.url}`;
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "connection refused, nothing listens there",
  ECONNRESET: "the server closed the connection",
  UND_ERR_SOCKET: "the server closed the connection",
  ENOTFOUND: "the host name is unknown",
  EAI_AGAIN: "the host name cannot be looked up at the moment",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ETIMEDOUT: "the host does not answer",
  UND_ERR_CONNECT_TIMEOUT: "the host does not answer",
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "the answer is larger than allowed",
  ERR_BUFFER_TOO_LARGE: "the unpacked answer is larger than allowed",
  UND_ERR_REDIRECT_MAX: "too many redirects",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is self-signed and not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "the server's certificate chain ends in one that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server's certificate is signed by an unknown authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the server's certificate is signed by an unknown authority",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another host name",
  EPROTO: "the server does not speak TLS as expected",
  ERR_SSL_WRONG_VERSION_NUMBER: "the server does not speak TLS there",
};

function describeCause(cause: unknown): string {
  const inner = firstOf(cause);
  const message = inner instanceof Error ? inner.message : String(inner);
  const code = errorCode(cause);
  if (code === undefined) return message;
  const reason = reasons[code];
  if (reason === undefined) return message.includes(code) ? message : `${message} (${code})`;
  return `${reason} (${message.includes(code) || message === "" ? message || code : `${code}: ${message}`})`;
}

function errorCode(cause: unknown): string | undefined {
  const inner = firstOf(cause);
  const code: unknown = inner instanceof Error ? Reflect.get(inner, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}

/** A host with several addresses fails with one error per address. */
function firstOf(cause: unknown): unknown {
  return cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors[0] : cause;
}
