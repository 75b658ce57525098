import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { listenOn } from "./listenOn.ts";
import { servePages } from "./servePages.ts";
import { serverLimits, standardRequestTimeout } from "./serverLimits.ts";

export interface DoorOptions {
  /** Address and port to listen on; port 0 = any free one. */
  host: string;
  port: number;
  /** Certificate and key in PEM: then it is HTTPS. */
  tls?: { cert: string; key: string };
  /** Where the built editor lies. */
  editorFolder: string;
}

/** Where browsers and other programs come in. */
export interface Door {
  /** Without a slash at the end. */
  readonly url: string;
  readonly server: Server;
  /** From now on this answers all that is no page; what waited comes first. */
  lead(to: RequestListener): void;
  /** Ends what still waits; resolves when the answers under way are sent, which may take 3 s. */
  close(): Promise<void>;
}

/** How long a connection stays without a request, ms. */
const keepAliveTimeout = 72_000;
/** How long answers under way may still take when it closes, ms. */
const longestCloseMs = 3_000;
/** How often connections are looked for that came to rest while it closes, ms. */
const closingMs = 100;

/**
 * Listens on TCP at once: gives the pages of the editor before there is a host, so that a browser loads them while the host
 * opens, and lets other requests wait for `lead`. Throws `address_in_use`.
 */
export async function openDoor({ host, port, tls, editorFolder }: DoorOptions): Promise<Door> {
  const givePage = servePages(editorFolder);
  const waiting: { request: IncomingMessage; response: ServerResponse }[] = [];
  let answer: RequestListener = (request, response) => void waiting.push({ request, response });
  const listener: RequestListener = (request, response) => givePage(request, response, () => answer(request, response));
  const limits = { ...serverLimits(standardRequestTimeout), keepAliveTimeout };
  const server: Server =
    tls === undefined ? createServer(limits, listener) : createSecureServer({ ...tls, ...limits }, listener);
  // The name may stand for two addresses, of which a server takes one: this is the one that every browser tries.
  await listenOn(server, { host: host === "localhost" ? "127.0.0.1" : host, port });
  return {
    url: urlOf(server.address() as AddressInfo, tls === undefined ? "http" : "https"),
    server,
    lead(to) {
      answer = to;
      for (const { request, response } of waiting.splice(0)) to(request, response);
    },
    async close() {
      for (const { response } of waiting.splice(0)) response.destroy();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const timer = setInterval(() => server.closeIdleConnections(), closingMs);
      // One that never asked anything counts as busy for ever.
      const late = setTimeout(() => server.closeAllConnections(), longestCloseMs);
      await closed;
      clearInterval(timer);
      clearTimeout(late);
    },
  };
}

/** Every address of this computer is named by the one that it has for itself. */
function urlOf({ address, family, port }: AddressInfo, scheme: string): string {
  if (family === "IPv6") return `${scheme}://[${address === "::" ? "::1" : address}]:${port}`;
  return `${scheme}://${address === "0.0.0.0" ? "127.0.0.1" : address}:${port}`;
}
