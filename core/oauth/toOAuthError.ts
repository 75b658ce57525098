import { WWWAuthenticateChallengeError } from "oauth4webapi";
import { SluiceError } from "../base/SluiceError.ts";
import type { OAuthSettings } from "../service/ports/OAuthClient.ts";

/** What a server answers is shown up to here. */
const longest = 200;

/** Why a server gave no token, as a sentence. It holds of the answer only what the server says is for people. */
export async function toOAuthError(error: unknown, { name, issuer, tokenUrl }: OAuthSettings): Promise<SluiceError> {
  const details = { name };
  const answer = await readAnswer(error);
  if (answer?.code === "invalid_grant") {
    const message = `The sign-in of the connection "${name}" has expired or was taken back (${describe(answer)}). Sign in: sluice connection login ${name}.`;
    return new SluiceError("sign_in_needed", message, { details });
  }
  const where = originOf(tokenUrl ?? issuer ?? "");
  const reason = answer === undefined ? reasonOf(error) : describe(answer);
  return new SluiceError("token_failed", `The connection "${name}" gets no token from ${where}: ${reason}.`, {
    details,
  });
}

interface Answer {
  code: string;
  description: string | undefined;
}

/** The error that an OAuth 2.0 server answers (RFC 6749, sections 4.1.2.1 and 5.2). */
async function readAnswer(error: unknown): Promise<Answer | undefined> {
  if (error instanceof WWWAuthenticateChallengeError) {
    // What is wrong stands in its body, beside the header that says how to log in.
    const body: unknown = await error.response.json().catch(() => undefined);
    return readCodes(body);
  }
  return readCodes(error);
}

function readCodes(holder: unknown): Answer | undefined {
  if (typeof holder !== "object" || holder === null) return undefined;
  const code: unknown = Reflect.get(holder, "error");
  const description: unknown = Reflect.get(holder, "error_description");
  if (typeof code !== "string") return undefined;
  return { code, description: typeof description === "string" ? description : undefined };
}

function describe({ code, description }: Answer): string {
  const text = description === undefined ? code : `${code}: ${description}`;
  const line = text.replace(/\s+/g, " ").replace(/\.$/, "");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "it cannot be asked";
  if (error.name === "TimeoutError") return "it does not answer within 30 s";
  const { cause } = error;
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return cause.errors[0].message;
  return cause instanceof Error ? cause.message : error.message;
}

function originOf(address: string): string {
  return URL.parse(address)?.origin ?? "its server";
}
