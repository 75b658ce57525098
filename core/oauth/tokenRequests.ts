import * as oauth from "oauth4webapi";
import type { OAuthSettings, TokenGrant } from "../service/ports/OAuthClient.ts";
import { speak, toGrant, wishesOf } from "./speak.ts";

/** By client credentials. */
export function requestToken(settings: OAuthSettings): Promise<TokenGrant> {
  return speak(settings, async ({ server, client, authentication, options }) => {
    const wishes = wishesOf(settings);
    const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, wishes, options);
    return toGrant(await oauth.processClientCredentialsResponse(server, client, response));
  });
}

export function refresh(settings: OAuthSettings, refreshToken: string): Promise<TokenGrant> {
  return speak(settings, async ({ server, client, authentication, options }) => {
    const { scope: _scope, ...wishes } = wishesOf(settings);
    const more = { ...options, additionalParameters: wishes };
    const response = await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, more);
    return toGrant(await oauth.processRefreshTokenResponse(server, client, response));
  });
}
