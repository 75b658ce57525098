import * as oauth from "oauth4webapi";
import type { ArrivedSignIn, BegunSignIn, OAuthSettings, TokenGrant } from "../service/ports/OAuthClient.ts";
import { speak, toGrant, wishesOf } from "./speak.ts";

export function begin(settings: OAuthSettings, redirectUrl: string): Promise<BegunSignIn> {
  return speak(settings, async ({ server, client }) => {
    if (server.authorization_endpoint === undefined) throw new TypeError("the server does not say where to sign in");
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const address = new URL(server.authorization_endpoint);
    const parameters = {
      ...Object.fromEntries(new URLSearchParams(settings.signInParameters)),
      ...wishesOf(settings),
      response_type: "code",
      client_id: client.client_id,
      redirect_uri: redirectUrl,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
    };
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    return { address: address.href, state, verifier };
  });
}

export function finish(
  settings: OAuthSettings,
  { state, verifier, redirectUrl, query }: ArrivedSignIn,
): Promise<TokenGrant> {
  return speak(settings, async ({ server, client, authentication, options }) => {
    const arrived = new URLSearchParams(query);
    // Who it says it comes from is compared with the issuer of the connection, where that has one.
    if (settings.issuer === undefined) arrived.delete("iss");
    const code = oauth.validateAuthResponse(server, client, arrived, state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      code,
      redirectUrl,
      verifier,
      options,
    );
    return toGrant(await oauth.processAuthorizationCodeResponse(server, client, response));
  });
}
