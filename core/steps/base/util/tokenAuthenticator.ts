import type { AccessToken } from "sluice";
import type { Authentication, Authenticator } from "./authentication.ts";

/** A token is asked for again this long before its end, ms; the host renews it before that. */
const margin = 5_000;

/** What a step has to ask the host for tokens. */
export interface TokenReader {
  getAccessToken(parameter: string, options?: { refused?: string }): Promise<AccessToken>;
}

/**
 * Tokens of the connection that the parameter `connection` names. After an answer 401 there is one fresh token; when that one
 * is not taken either there is none until a token was taken.
 */
export function createTokenAuthenticator(step: TokenReader): Authenticator {
  let present: Promise<AccessToken> | undefined;
  let mayRenew = true;
  const ask = (refused?: string): Promise<AccessToken> => {
    const asked = step.getAccessToken("connection", refused === undefined ? {} : { refused });
    present = asked;
    // Whoever comes next asks again.
    asked.catch(() => {
      if (present === asked) present = undefined;
    });
    return asked;
  };
  const current = async (): Promise<AccessToken> => {
    const token = await (present ?? ask());
    const isGood = token.expiresAt === null || Date.now() < token.expiresAt - margin;
    return isGood ? token : ask();
  };
  return {
    secretHeaders: ["authorization"],
    secretQuery: [],
    get: async () => toAuthentication(await current()),
    async renew({ headers }) {
      const before = toAuthentication(await current());
      // Another call of this attempt was faster.
      if (before.headers.authorization !== headers.authorization) return before;
      if (!mayRenew) return undefined;
      mayRenew = false;
      const fresh = toAuthentication(await ask((await current()).token));
      return fresh.headers.authorization === headers.authorization ? undefined : fresh;
    },
    taken() {
      mayRenew = true;
    },
  };
}

function toAuthentication({ token }: AccessToken): Authentication {
  return { headers: { authorization: `Bearer ${token}` }, query: {} };
}
