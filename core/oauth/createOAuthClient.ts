import type { OAuthClient } from "../service/ports/OAuthClient.ts";

/** Asks OAuth 2.0 servers by `oauth4webapi`, which is loaded when the first one is asked. */
export function createOAuthClient(): OAuthClient {
  return {
    requestToken: async (...given) => (await import("./tokenRequests.ts")).requestToken(...given),
    begin: async (...given) => (await import("./signInRequests.ts")).begin(...given),
    finish: async (...given) => (await import("./signInRequests.ts")).finish(...given),
    refresh: async (...given) => (await import("./tokenRequests.ts")).refresh(...given),
  };
}
