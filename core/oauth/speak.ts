import type { TokenEndpointResponse } from "oauth4webapi";
import type { OAuthSettings, TokenGrant } from "../service/ports/OAuthClient.ts";
import { connectServer, type OAuthServer } from "./connectServer.ts";
import { toOAuthError } from "./toOAuthError.ts";

/** One talk with a server. Rejects as the port says. */
export async function speak<T>(settings: OAuthSettings, work: (server: OAuthServer) => Promise<T>): Promise<T> {
  let connected: OAuthServer | undefined;
  try {
    connected = await connectServer(settings);
    return await work(connected);
  } catch (error) {
    throw await toOAuthError(error, settings);
  } finally {
    await connected?.close();
  }
}

/** What the token is for. */
export function wishesOf({ scope, audience, resource }: OAuthSettings): Record<string, string> {
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(audience === undefined ? {} : { audience }),
    ...(resource === undefined ? {} : { resource }),
  };
}

export function toGrant({ access_token, expires_in, refresh_token, token_type }: TokenEndpointResponse): TokenGrant {
  if (token_type !== "bearer") throw new TypeError(`the server gives tokens of the type ${token_type}, not bearer`);
  return { token: access_token, expiresIn: expires_in, refreshToken: refresh_token };
}
