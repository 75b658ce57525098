import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export interface OAuthServer {
  issuer: string;
  /** A system that lets in who has a token of the server; it counts those it turned away. */
  api: string;
  /** Values of connections that the server knows. */
  machine: Record<string, string>;
  person: Record<string, string>;
  /** Requests for tokens so far, by grant. */
  asked: string[];
  /** Tokens that were given to the system so far. */
  seen: string[];
  /** What a person does who signs in. */
  decide: "allow" | "refuse";
  /** Takes tokens back before their time. */
  revoke(token: string): Promise<void>;
  stop(): Promise<void>;
}

/** A client's password that must never be seen. */
export const clientSecret = "oauth-swordfish-'%42";

/** A real OAuth 2.0 and OpenID Connect server, whose people sign in by themselves, and a system that trusts it. `seconds`: how long a token is good. */
export async function startOAuthServer({ seconds = 3600 }: { seconds?: number } = {}): Promise<OAuthServer> {
  const { handle, ...listening } = await listen();
  const { url: issuer } = listening;
  const provider = new Provider(issuer, configure(seconds));
  const callback = provider.callback();
  const asked: string[] = [];
  const seen: string[] = [];
  const find = async (token: string) =>
    (await provider.AccessToken.find(token)) ?? (await provider.ClientCredentials.find(token));
  const api = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const token = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
    seen.push(token);
    const found = await find(token);
    reply.writeHead(found === undefined ? 401 : 200, { "content-type": "application/json" });
    reply.end(JSON.stringify(found === undefined ? { error: "who?" } : { client: found.clientId, token }));
  };
  const server: OAuthServer = {
    issuer,
    api: `${issuer}/api`,
    machine: { issuer, grant: "client_credentials", client_id: "machine", client_secret: clientSecret, scope: "api" },
    person: { issuer, grant: "authorization_code", client_id: "person", scope: "openid api" },
    asked,
    seen,
    decide: "allow",
    revoke: async (token) => (await find(token))?.destroy(),
    stop: listening.stop,
  };
  handle((request, reply) => {
    const path = request.url ?? "";
    if (path.startsWith("/api")) void api(request, reply);
    else if (path.startsWith("/interaction/")) {
      const allowed = { login: { accountId: "ann" }, consent: {} };
      const refused = { error: "access_denied", error_description: "Ann said no" };
      void provider.interactionFinished(request, reply, server.decide === "allow" ? allowed : refused);
    } else {
      if (path === "/token") asked.push(path);
      callback(request, reply);
    }
  });
  return server;
}

function configure(seconds: number): object {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const grants = ["openid", "offline_access", "api"];
  return {
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "ES256" }] },
    cookies: { keys: ["a key of the test"] },
    scopes: grants,
    clients: [
      {
        client_id: "machine",
        client_secret: clientSecret,
        grant_types: ["client_credentials"],
        response_types: [],
        redirect_uris: [],
        id_token_signed_response_alg: "ES256",
      },
      {
        client_id: "person",
        application_type: "native",
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token"],
        redirect_uris: ["http://127.0.0.1/callback"],
        id_token_signed_response_alg: "ES256",
      },
    ],
    features: { devInteractions: { enabled: false }, clientCredentials: { enabled: true } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    ttl: {
      AccessToken: seconds,
      ClientCredentials: seconds,
      Session: 600,
      Grant: 6000,
      Interaction: 600,
      IdToken: 600,
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    findAccount: async (_context: unknown, accountId: string) => ({
      accountId,
      claims: async () => ({ sub: accountId }),
    }),
    async loadExistingGrant({
      oidc,
    }: {
      oidc: { provider: Provider; client: { clientId: string }; session: { accountId: string } };
    }) {
      const { provider, client, session } = oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(grants.join(" "));
      await grant.save();
      return grant;
    },
  };
}

type Handler = (request: IncomingMessage, reply: ServerResponse) => void;

async function listen() {
  let handler: Handler = (_request, reply) => void reply.writeHead(503).end();
  const server = createServer((request, reply) => handler(request, reply));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handle(next: Handler) {
      handler = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
