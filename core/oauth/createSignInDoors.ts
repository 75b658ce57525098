import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SluiceError } from "../base/SluiceError.ts";
import type { SignInDoors } from "../service/ports/OAuthClient.ts";
import { isOwnComputer } from "./addresses.ts";

/** Where a browser comes back to when the connection does not say: any port of it is free to choose. */
const anyPort = "http://127.0.0.1:0/callback";

/** How long a page may take that is still on its way, ms. */
const pageMs = 1000;

/** Doors on loopback addresses; each is open for one sign-in. */
export function createSignInDoors(): SignInDoors {
  return {
    async open(redirectUrl = anyPort, arrive) {
      const url = URL.parse(redirectUrl);
      if (url === null || url.protocol !== "http:" || !isOwnComputer(redirectUrl)) {
        const message = `${JSON.stringify(redirectUrl)} is no address of this computer. Write one such as http://127.0.0.1:8765/callback as redirect_url.`;
        throw new SluiceError("wrong_use", message);
      }
      const server = createServer((request, reply) => void answer({ path: url.pathname, arrive, request, reply }));
      server.listen(Number(url.port || 80), url.hostname.replace(/^\[|\]$/g, ""));
      await once(server, "listening").catch((cause: Error) => {
        throw new SluiceError("address_in_use", `Nothing can listen at ${redirectUrl}: ${cause.message}`, { cause });
      });
      if (url.port === "0") url.port = String((server.address() as AddressInfo).port);
      return {
        redirectUrl: url.href,
        async close() {
          const closed = once(server, "close");
          server.close();
          // A browser keeps connections for more, and opens some ahead.
          const late = setTimeout(() => server.closeAllConnections(), pageMs);
          await closed;
          clearTimeout(late);
        },
      };
    },
  };
}

interface Visit {
  path: string;
  arrive(query: string): Promise<string>;
  request: IncomingMessage;
  reply: ServerResponse;
}

async function answer({ path, arrive, request, reply }: Visit): Promise<void> {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    connection: "close",
  };
  const url = URL.parse(request.url ?? "", "http://127.0.0.1");
  if (request.method !== "GET" || url?.pathname !== path) {
    reply.writeHead(404, headers).end();
    return;
  }
  const text = await arrive(url.search.slice(1));
  reply.writeHead(200, headers).end(pageOf(text));
}

function pageOf(text: string): string {
  const safe = text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const style =
    "body{font:16px system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sluice</title><style>${style}</style><p>${safe}</p></html>`;
}
