import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import QueryREST from "../../../core/steps/base/steps/QueryREST.ts";
import { type HttpPeer, type PeerExchange, startHttpPeer } from "../../support/httpPeer.ts";
import { runStep, type StepRunOptions, type StepRunResult } from "../../support/runStep.ts";

/** Two servers with every odd behaviour, and the step to ask them. */
export interface RestPeers {
  peer: HttpPeer;
  /** Another origin. */
  other: HttpPeer;
  /** Runs Query REST, by default with GET against `peer`. */
  query(params: StepRunOptions["params"], options?: Omit<StepRunOptions, "params">): Promise<StepRunResult>;
  close(): Promise<void>;
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers with the request as it was seen. */
export const echo = ({ method, url, headers, body, json }: PeerExchange) => json({ method, url, headers, body });

export async function startRestPeers(): Promise<RestPeers> {
  let tries = 0;
  const other = await startHttpPeer({ "/echo": echo, "/items": ({ json, headers }) => json([headers]) });
  const peer = await startHttpPeer({
    "/echo.*": echo,
    "/status/(\\d+)": ({ match, json }) => json({ detail: "no such thing" }, Number(match[0])),
    "/device/(\\d+)": async ({ match, json }) => {
      await pause(20);
      if (match[0] === "13") json({ error: "gone" }, 410);
      else json({ id: Number(match[0]), name: `router-${match[0]}` });
    },
    "/city/(.+)": ({ match, json }) => json({ city: match[0] }),
    "/never": () => {},
    "/drip": async ({ reply }) => {
      reply.writeHead(200, { "content-type": "text/plain" });
      for (let part = 0; part < 1000 && !reply.destroyed; part++) {
        reply.write(".");
        await pause(20);
      }
      reply.end();
    },
    "/chunked": async ({ reply }) => {
      reply.writeHead(200, { "content-type": "application/json" });
      for (const part of ['{"a":', " [1,", "2]", "}"]) {
        reply.write(part);
        await pause(5);
      }
      reply.end();
    },
    "/redirect/(\\d+)": ({ match, reply }) => {
      const left = Number(match[0]);
      reply.writeHead(302, { location: left > 1 ? `/redirect/${left - 1}` : "/echo" }).end();
    },
    "/away": ({ reply }) => void reply.writeHead(307, { location: `${other.url}/echo` }).end(),
    "/seeOther": ({ reply }) => void reply.writeHead(303, { location: "/echo" }).end(),
    "/packed/(\\w+)": ({ match, reply }) => {
      const packers = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync };
      const pack = packers[match[0] as keyof typeof packers];
      const headers = { "content-type": "application/json", "content-encoding": match[0] };
      reply.writeHead(200, headers).end(pack(JSON.stringify({ packed: match[0] })));
    },
    "/broken-gzip": ({ reply }) => {
      reply.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end("not gzip");
    },
    "/bomb": ({ reply }) => {
      reply.writeHead(200, { "content-type": "text/plain", "content-encoding": "gzip" });
      reply.end(gzipSync(Buffer.alloc(5_000_000)));
    },
    "/huge": ({ reply }) => void reply.writeHead(200, { "content-type": "text/plain" }).end("x".repeat(3_000_000)),
    "/bad-json": ({ reply }) => void reply.writeHead(200, { "content-type": "application/json" }).end('{"a": 1,}'),
    "/page.html": ({ reply }) => void reply.writeHead(200, { "content-type": "text/html" }).end("<h1>Hi</h1>"),
    "/problem": ({ reply }) => void reply.writeHead(200, { "content-type": "application/problem+json" }).end('{"a":1}'),
    "/long-error": ({ json }) => json({ detail: "x".repeat(600) }, 500),
    "/empty": ({ reply }) => void reply.writeHead(204).end(),
    "/latin1": ({ reply }) => {
      reply.writeHead(200, { "content-type": "text/plain; charset=iso-8859-1" }).end(Buffer.from([0x53, 0xe3, 0x6f]));
    },
    "/image": ({ reply }) =>
      void reply.writeHead(200, { "content-type": "image/png", etag: '"v1"' }).end(Buffer.from([1, 2, 255])),
    "/cookies": ({ json }) => json({}, 200, { "set-cookie": ["a=1", "b=2"], etag: '"v2"' }),
    "/reset": ({ reply }) => void reply.destroy(),
    "/busy": ({ json, reply }) => {
      tries += 1;
      if (tries % 3 !== 0) json({ detail: "busy" }, tries % 3 === 1 ? 429 : 503, { "retry-after": "0" });
      else json({ tries });
      void reply;
    },
    "/busy-long": ({ json }) => json({ detail: "busy" }, 503, { "retry-after": "3600" }),
    "/always-busy": ({ json }) => json({ detail: "busy" }, 429, { "retry-after": "0" }),
    "/private/basic": ({ headers, json }) => {
      const right = headers.authorization === `Basic ${Buffer.from("ann:p:ss word").toString("base64")}`;
      json({ right }, right ? 200 : 401);
    },
    "/private/bearer": ({ headers, json }) => {
      const right = headers.authorization === "Bearer token-123456";
      json({ right }, right ? 200 : 401);
    },
    "/private/key": ({ headers, query, json }) => {
      const right = headers["x-api-key"] === "key-123456" || query.get("key") === "key-123456";
      json({ right }, right ? 200 : 403);
    },
    "/links": ({ query, json }) => {
      const page = Number(query.get("page") ?? 1);
      const next = page < 3 ? { link: `</links?page=${page + 1}>; rel="next", </links?page=3>; rel="last"` } : {};
      json([page * 10, page * 10 + 1], 200, { ...next, etag: `"p${page}"` });
    },
    "/next-urls": ({ query, json }) => {
      const page = Number(query.get("page") ?? 1);
      json({ data: { items: [page] }, next: page < 3 ? `next-urls?page=${page + 1}` : null });
    },
    "/links-away": ({ json }) => json([1], 200, { link: `<${other.url}/items>; rel=next` }),
    "/circle": ({ json }) => json([1], 200, { link: "</circle>; rel=next" }),
    "/cursor": ({ query, json }) => {
      const start = Number(query.get("cursor") ?? 0);
      json({ rows: [start, start + 1], meta: start < 4 ? { next: String(start + 2) } : {}, size: query.get("limit") });
    },
    "/pages": ({ query, json }) => {
      const page = Number(query.get("page"));
      json(page <= 2 ? [`${page}a`, `${page}b`] : page === 3 ? ["3a"] : []);
    },
    "/offset": ({ query, json }) => {
      const all = [1, 2, 3, 4, 5];
      const offset = Number(query.get("offset"));
      json(all.slice(offset, offset + 2));
    },
  });

  return {
    peer,
    other,
    query: (params, options = {}) =>
      runStep(QueryREST, { params: { method: "GET", prefix_url: peer.url, ...params }, ...options }),
    close: async () => void (await Promise.all([peer.close(), other.close()])),
  };
}
