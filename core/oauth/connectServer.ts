import * as oauth from "oauth4webapi";
import { isJsonObject, type JsonValue } from "../base/json.ts";
import type { OAuthSettings } from "../service/ports/OAuthClient.ts";
import { assertSecure, isOwnComputer } from "./addresses.ts";
import { createFetch, type Fetch } from "./createFetch.ts";

/** Longest time of one call with all its requests, ms. */
const timeoutMs = 30_000;

/** A server with all that the library wants to know of it. */
export interface OAuthServer {
  server: oauth.AuthorizationServer;
  client: oauth.Client;
  authentication: oauth.ClientAuth;
  options: RequestOptions;
  close(): Promise<void>;
}

interface RequestOptions {
  [oauth.customFetch]: Fetch;
  [oauth.allowInsecureRequests]: boolean;
  signal: AbortSignal;
}

/** Looks up where a server is asked for what. Close it when done. */
export async function connectServer(settings: OAuthSettings): Promise<OAuthServer> {
  const { issuer, tokenUrl, authorizationUrl, clientId } = settings;
  for (const address of [issuer, tokenUrl, authorizationUrl]) if (address !== undefined) assertSecure(address);
  const { fetch, close } = createFetch({ certificateAuthority: settings.certificateAuthority });
  const options: RequestOptions = {
    [oauth.customFetch]: tokenUrl === undefined ? fetch : async (...request) => withoutIdToken(await fetch(...request)),
    signal: AbortSignal.timeout(timeoutMs),
    // Each address was looked at above, and those that the server names are below.
    [oauth.allowInsecureRequests]: isOwnComputer(tokenUrl ?? issuer ?? ""),
  };
  try {
    const found = tokenUrl === undefined ? await discover(new URL(issuer ?? ""), options) : undefined;
    const server: oauth.AuthorizationServer = {
      issuer: issuer ?? new URL(tokenUrl ?? "").origin,
      ...found,
      ...(tokenUrl === undefined ? {} : { token_endpoint: tokenUrl }),
      ...(authorizationUrl === undefined ? {} : { authorization_endpoint: authorizationUrl }),
    };
    for (const address of [server.token_endpoint, server.authorization_endpoint]) {
      if (address !== undefined) assertSecure(address);
    }
    const client = { client_id: clientId };
    return { server, client, authentication: authenticate(settings, server), options, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * An answer without who signed in, which nobody asks for. Of a server that does not describe itself, nothing is known that
 * the library could check it with.
 */
async function withoutIdToken(response: Response): Promise<Response> {
  const body = (await response
    .clone()
    .json()
    .catch(() => undefined)) as JsonValue | undefined;
  if (!isJsonObject(body) || body.id_token === undefined) return response;
  const { id_token: _, ...rest } = body;
  return Response.json(rest, { status: response.status });
}

/** As OpenID Connect has it, else as OAuth 2.0 has it (RFC 8414). */
async function discover(issuer: URL, options: RequestOptions): Promise<oauth.AuthorizationServer> {
  const ask = async (algorithm: "oidc" | "oauth2") =>
    oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { ...options, algorithm }));
  try {
    return await ask("oidc");
  } catch (first) {
    if (!(first instanceof oauth.OperationProcessingError)) throw first;
    return await ask("oauth2").catch(() => {
      throw first;
    });
  }
}

function authenticate(
  { clientSecret, clientAuthentication }: OAuthSettings,
  { token_endpoint_auth_methods_supported: known }: oauth.AuthorizationServer,
): oauth.ClientAuth {
  if (clientSecret === undefined) return oauth.None();
  const likesPost = known?.includes("client_secret_post") === true && !known.includes("client_secret_basic");
  const way = clientAuthentication ?? (likesPost ? "post" : "basic");
  return way === "post" ? oauth.ClientSecretPost(clientSecret) : oauth.ClientSecretBasic(clientSecret);
}
