import { ApiClient } from "../../core/client/ApiClient.ts";
import type { Operations } from "../../core/client/Operations.ts";

export type SessionJson = Operations["getSession"]["answer"];

/** The API for a browser: its cookie says who asks, and what changes something repeats the token of the session. */
export interface SessionClient {
  client: ApiClient;
  /** Logs in with a code of the command line. Throws `not_authenticated` for one that was used or is too old. */
  redeem(code: string): Promise<SessionJson>;
  /** Who is logged in. Throws `not_authenticated` when nobody is. */
  session(): Promise<SessionJson>;
  logIn(body: Operations["logIn"]["body"]): Promise<SessionJson>;
  logOut(): Promise<void>;
}

/** `fetch` is that of the window. */
export function createSessionClient(fetch: (path: string, init: RequestInit) => Promise<Response>): SessionClient {
  let csrf: string | undefined;
  const client = new ApiClient((path, init) => {
    const headers =
      csrf === undefined ? init.headers : { ...(init.headers as Record<string, string>), "x-csrf-token": csrf };
    return fetch(path, { ...init, headers: headers ?? {}, credentials: "same-origin" });
  });
  const keep = (session: SessionJson): SessionJson => {
    csrf = session.csrf_token;
    return session;
  };
  return {
    client,
    redeem: async (code) => keep(await client.call("exchangeOpenCode", { query: { code } })),
    session: async () => keep(await client.call("getSession")),
    logIn: async (body) => keep(await client.call("logIn", { body })),
    async logOut() {
      await client.call("logOut", { body: undefined as never });
      csrf = undefined;
    },
  };
}
