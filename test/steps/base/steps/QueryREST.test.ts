import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import QueryREST from "../../../../core/steps/base/steps/QueryREST.ts";
import { type HttpPeer, type PeerExchange, startHttpPeer } from "../../../support/httpPeer.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";

let peer: HttpPeer;
let other: HttpPeer;
let tries = 0;

const echo = ({ method, url, headers, body, json }: PeerExchange) => json({ method, url, headers, body });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  other = await startHttpPeer({ "/echo": echo, "/items": ({ json, headers }) => json([headers]) });
  peer = await startHttpPeer({
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
});

afterAll(() => Promise.all([peer.close(), other.close()]));

/** Runs the step against the peer. */
function query(params: StepRunOptions["params"], options: Omit<StepRunOptions, "params"> = {}) {
  return runStep(QueryREST, { params: { method: "GET", prefix_url: peer.url, ...params }, ...options });
}

/** The echo of the request as the peer saw it. */
async function seen(params: StepRunOptions["params"], options: Omit<StepRunOptions, "params"> = {}) {
  const { data, error } = await query({ relative_url: "/echo", ...params }, options);
  expect(error).toBeUndefined();
  return data as { method: string; url: string; headers: Record<string, string>; body: string };
}

describe("the request", () => {
  it.each(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("uses the method %s", async (method) => {
    expect((await seen({ method })).method).toBe(method);
  });

  it("gives null for HEAD, which has no body", async () => {
    expect(await query({ method: "HEAD", relative_url: "/echo" })).toMatchObject({ data: null, error: undefined });
  });

  it.each([
    ["", "", "/"],
    ["/", "/echo", "/echo"],
    ["/echo/", "/a/b", "/echo/a/b"],
    ["/echo", "a b", "/echo/a%20b"],
    ["/echo", "?x=1", "/echo?x=1"],
    ["/echo?x=1", "", "/echo?x=1"],
  ])("joins %j and %j to %j", async (prefix, relative, url) => {
    await query({ prefix_url: `${peer.url}${prefix}`, relative_url: relative });
    expect(peer.requests.at(-1)?.url).toBe(url);
  });

  it("adds query parameters to those of the URL, encoded, lists repeated", async () => {
    const { url } = await seen({ relative_url: "/echo?a=1", params: { q: "x & y", list: [1, 2], none: null } });
    expect(url).toBe("/echo?a=1&q=x+%26+y&list=1&list=2");
  });

  it("sends headers, a JSON object and its content type", async () => {
    const request = await seen({ method: "POST", headers: { "X-Trace": 7 }, payload: { a: ["ü"] } });
    expect(request.headers).toMatchObject({ "x-trace": "7", "content-type": "application/json" });
    expect(request.body).toBe('{"a":["ü"]}');
  });

  it("keeps a content type the headers give", async () => {
    const headers = { "Content-Type": "application/vnd.api+json" };
    expect((await seen({ method: "POST", headers, payload: {} })).headers["content-type"]).toBe(
      headers["Content-Type"],
    );
  });

  it.each([
    ["form", { a: "x y", b: [1, 2] }, "application/x-www-form-urlencoded", "a=x+y&b=1&b=2"],
    ["text", "hello", "text/plain; charset=utf-8", "hello"],
    ["auto", "hello", "text/plain; charset=utf-8", "hello"],
    ["auto", '{"a": 1}', "application/json", '{"a": 1}'],
    ["json", "hello", "application/json", '"hello"'],
  ])("writes a payload as %s: %j", async (payload_type, payload, type, body) => {
    const request = await seen({ method: "POST", payload_type, payload });
    expect([request.headers["content-type"], request.body]).toEqual([type, body]);
  });

  it("refuses an absolute relative URL that leads to another origin", async () => {
    const { error } = await query({ relative_url: `${other.url}/echo` });
    expect(error?.message).toContain("both must agree");
  });

  it("names the parameter when the prefix is no URL", async () => {
    const { error } = await query({ prefix_url: "10.2.11.253/api" });
    expect(error?.message).toBe("prefix_url is not a complete URL such as http://10.2.11.253: 10.2.11.253/api");
  });
});

describe("items of earlier steps", () => {
  it("makes one call per item of a list and keeps their order", async () => {
    const input = [{ id: 3 }, { id: 1 }, { id: 2 }];
    const { data } = await query({ relative_url: "/device/${id}" }, { input });
    expect(data).toEqual([
      { id: 3, name: "router-3" },
      { id: 1, name: "router-1" },
      { id: 2, name: "router-2" },
    ]);
  });

  it("makes at most `concurrency` calls at once", async () => {
    const busy = await startHttpPeer({
      "/.*": async ({ json }) => {
        await pause(20);
        json({});
      },
    });
    const input = Array.from({ length: 12 }, (_, id) => ({ id }));
    const params = { method: "GET", prefix_url: busy.url, relative_url: "/${id}", concurrency: 3 };
    const { data } = await runStep(QueryREST, { params, input });
    await busy.close();
    expect([busy.peak, (data as unknown[]).length]).toEqual([3, 12]);
  });

  it("makes one call for an object", async () => {
    const { data } = await query({ relative_url: "/device/${device.id}" }, { input: { device: { id: 5 } } });
    expect(data).toEqual({ id: 5, name: "router-5" });
  });

  it("reaches items that are no objects as ${item} and encodes them with the step function", async () => {
    const { data } = await query(
      { relative_url: "/city/${step_func.encode ${item}}" },
      { input: ["São Paulo", "a/b"] },
    );
    expect(data).toEqual([{ city: "São Paulo" }, { city: "a%2Fb" }]);
  });

  it("makes one call when nothing of the request comes from the data", async () => {
    const before = peer.requests.length;
    await query({ relative_url: "/echo" }, { input: [1, 2, 3] });
    expect(peer.requests.length - before).toBe(1);
  });

  it("calls per item for a payload of the data, and not at all for an empty list", async () => {
    const params = { method: "POST", relative_url: "/echo", payload: { name: "${name}" } };
    const { data } = await query(params, { input: [{ name: "a" }, { name: "b" }] });
    expect((data as { body: string }[]).map((one) => one.body)).toEqual(['{"name":"a"}', '{"name":"b"}']);
    expect((await query(params, { input: [] })).data).toEqual([]);
  });

  it("fails with the first failed item, and starts no further ones", async () => {
    const input = [{ id: 13 }, ...Array.from({ length: 30 }, (_, id) => ({ id: id + 20 }))];
    const before = peer.requests.length;
    const { error } = await query({ relative_url: "/device/${id}", concurrency: 2 }, { input });
    expect(error?.message).toContain("Actual: 410");
    expect(peer.requests.length - before).toBeLessThan(10);
  });

  it("keeps failed items on demand, with a warning", async () => {
    const params = { relative_url: "/device/${id}", keep_failed_items: true };
    const { data, logs } = await query(params, { input: [{ id: 1 }, { id: 13 }] });
    expect(data).toMatchObject([{ id: 1 }, { status: 410, error: expect.stringContaining("Actual: 410 Expected") }]);
    expect(logs.filter((line) => line.level === "warning")).toHaveLength(1);
  });
});

describe("the answer", () => {
  it.each([
    ["/chunked", "auto", { a: [1, 2] }],
    ["/problem", "auto", { a: 1 }],
    ["/page.html", "auto", "<h1>Hi</h1>"],
    ["/latin1", "auto", "São"],
    ["/image", "auto", new Uint8Array([1, 2, 255])],
    ["/packed/gzip", "auto", { packed: "gzip" }],
    ["/packed/br", "auto", { packed: "br" }],
    ["/packed/deflate", "auto", { packed: "deflate" }],
    ["/empty", "json", null],
    ["/chunked", "text", '{"a": [1,2]}'],
    ["/page.html", "binary", new Uint8Array(Buffer.from("<h1>Hi</h1>"))],
  ])("of %s read as %s is %j", async (relative_url, response_format, expected) => {
    expect((await query({ relative_url, response_format })).data).toEqual(expected);
  });

  it("comes with the headers that are asked for", async () => {
    const { data } = await query({ relative_url: "/image", response_headers: ["ETag", "X-Missing"] });
    expect(data).toEqual({ data: new Uint8Array([1, 2, 255]), status: 200, headers: { etag: '"v1"' } });
  });

  it("comes with all headers for *, repeated ones as a list", async () => {
    const { data } = await query({ relative_url: "/cookies", response_headers: ["*"] });
    expect(data).toMatchObject({ headers: { etag: '"v2"', "set-cookie": ["a=1", "b=2"] } });
  });

  it("fails when it is not the JSON it says it is", async () => {
    const { error } = await query({ relative_url: "/bad-json" });
    expect(error?.message).toMatch(
      /^The answer of GET http:\/\/127\.0\.0\.1:\d+\/bad-json is not JSON \(content type application\/json\): .+/,
    );
  });

  it.each(["/huge", "/bomb"])("fails when it is larger than allowed: %s", async (relative_url) => {
    const { error } = await query({ relative_url, max_response_mb: 1 });
    expect(error?.message).toMatch(/failed: the (unpacked )?answer is larger than allowed/);
  });

  it("fails when it is packed wrongly", async () => {
    const { error } = await query({ relative_url: "/broken-gzip" });
    expect(error?.message).toContain("incorrect header check");
  });
});

describe("status codes", () => {
  it("fails for an unexpected one with the manual's line in log and error", async () => {
    const { error, logs } = await query({ relative_url: "/status/404", expected_status_codes: [200] });
    const line = `HTTP(s) Response Actual: 404 Expected: 200, does NOT match for: ${peer.url}/status/404`;
    expect(error).toMatchObject({ name: "HttpStatusException", status: 404 });
    expect(error?.message).toBe(`${line}. The server said: {"detail":"no such thing"}`);
    expect(logs).toContainEqual({ level: "error", message: line });
  });

  it.each([
    [[200, 404], 404, true],
    [["2xx", "404"], 404, true],
    ["400-404", 404, true],
    [404, 404, true],
    [["200-299"], 300, false],
    [undefined, 201, true],
    [undefined, 302, false],
  ])("%j takes %i: %s", async (codes, status, taken) => {
    const params = { relative_url: `/status/${status}`, ...(codes !== undefined && { expected_status_codes: codes }) };
    expect((await query(params)).error === undefined).toBe(taken);
  });

  it("refuses a list that names no code", async () => {
    const { error } = await query({ expected_status_codes: ["ok"] });
    expect(error?.message).toBe('"ok" is not a status code; write 200, 2xx or 200-299');
  });
});

describe("Retry-After", () => {
  it("asks again when the server says so", async () => {
    tries = 0;
    const { data, logs } = await query({ relative_url: "/busy" });
    expect(data).toEqual({ tries: 3 });
    expect(logs.map((line) => line.level)).toEqual(["debug", "flow", "debug", "flow", "debug"]);
  });

  it("gives up after three times", async () => {
    const before = peer.requests.length;
    const { error } = await query({ relative_url: "/always-busy" });
    expect([peer.requests.length - before, error?.name]).toEqual([4, "HttpStatusException"]);
  });

  it("fails at once when the wait is longer than allowed", async () => {
    expect((await query({ relative_url: "/busy-long" })).error?.message).toContain("Actual: 503");
  });
});

describe("authentication", () => {
  const configuration = { password: "p:ss word", token: "token-123456", key: "key-123456" };

  it.each([
    ["basic", { username: "ann", password: "${config.password}" }, "/private/basic"],
    ["bearer", { token: "${config.token}" }, "/private/bearer"],
    ["api_key", { api_key: "${config.key}" }, "/private/key"],
    ["api_key", { api_key: "${config.key}", api_key_name: "key", api_key_in: "query" }, "/private/key"],
  ])("by %s is taken by the server: %j", async (authentication, params, relative_url) => {
    const { data, error } = await query({ authentication, relative_url, ...params }, { configuration });
    expect([data, error]).toEqual([{ right: true }, undefined]);
  });

  it("says which parameter is missing", async () => {
    const { error } = await query({ authentication: "bearer" });
    expect(error).toMatchObject({
      name: "MissingParameterException",
      message: 'The chosen authentication needs the parameter "token"',
    });
  });

  it("takes user and password of the URL, and never shows them", async () => {
    const prefix_url = peer.url.replace("://", "://ann:p%3Ass%20word@");
    expect((await query({ prefix_url, relative_url: "/private/basic" })).data).toEqual({ right: true });
    const { error, logs } = await query({ prefix_url, relative_url: "/status/500" });
    expect(JSON.stringify([error?.message, logs])).not.toMatch(/ann|p%3A/);
    expect(error?.message).toContain(`${peer.url}/status/500`);
  });

  it("hides an API key of the query in errors and logs", async () => {
    const params = { authentication: "api_key", api_key: "${config.key}", api_key_name: "key", api_key_in: "query" };
    const { error, logs } = await query({ ...params, relative_url: "/status/500?a=1" }, { configuration });
    expect(error?.message).toContain("/status/500?a=1&key=•••");
    expect(JSON.stringify([error?.message, error?.stack, logs])).not.toContain("key-123456");
  });
});

describe("redirects", () => {
  it("are followed", async () => {
    expect((await query({ relative_url: "/redirect/3" })).data).toMatchObject({ url: "/echo" });
  });

  it("are an answer like any other when they are not to be followed", async () => {
    const params = { relative_url: "/redirect/3", follow_redirects: false, expected_status_codes: [302] };
    expect(await query({ ...params, response_headers: ["location"] })).toMatchObject({
      data: { status: 302, headers: { location: "/redirect/2" } },
    });
  });

  it("end after ten", async () => {
    const { error } = await query({ relative_url: "/redirect/12" });
    expect(error?.message).toMatch(/^GET http:.*\/redirect\/12 failed: too many redirects/);
  });

  it("turn POST into GET for 303", async () => {
    const { data } = await query({ method: "POST", payload: { a: 1 }, relative_url: "/seeOther" });
    expect(data).toMatchObject({ method: "GET", body: "" });
  });

  it("keep method and body for 307, but no credentials on another origin", async () => {
    const params = { authentication: "api_key", api_key: "${config.key}", method: "POST", payload: { a: 1 } };
    const headers = { Authorization: "Bearer abc", Cookie: "a=1" };
    const configuration = { key: "key-123456" };
    const { data } = await query({ ...params, headers, relative_url: "/away" }, { configuration });
    expect(data).toMatchObject({ method: "POST", body: '{"a":1}' });
    expect(Object.keys((data as { headers: object }).headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/authorization|cookie|x-api-key/)]),
    );
  });
});

describe("pages", () => {
  it("follow the Link header and keep the headers of the last page", async () => {
    const { data } = await query({ relative_url: "/links", pagination: "link", response_headers: ["etag"] });
    expect(data).toEqual({ data: [10, 11, 20, 21, 30, 31], status: 200, headers: { etag: '"p3"' } });
  });

  it("follow a link in the answer, relative to the page", async () => {
    const params = { pagination: "link", next_url_path: "next", items_path: "data.items" };
    expect((await query({ relative_url: "/next-urls", ...params })).data).toEqual([1, 2, 3]);
  });

  it("send credentials and headers only to the first origin", async () => {
    const params = { authentication: "bearer", token: "${config.token}", headers: { "X-Tenant": "7" } };
    const { data } = await query(
      { relative_url: "/links-away", pagination: "link", ...params },
      { configuration: { token: "token-123456" } },
    );
    const [first, away] = data as [number, Record<string, string>];
    expect(first).toBe(1);
    expect(Object.keys(away)).not.toEqual(expect.arrayContaining([expect.stringMatching(/authorization|x-tenant/)]));
  });

  it("follow a cursor and keep the other query parameters", async () => {
    const params = { pagination: "cursor", cursor_path: "meta.next", items_path: "rows", params: { limit: 2 } };
    const before = peer.requests.length;
    expect((await query({ relative_url: "/cursor", ...params })).data).toEqual([0, 1, 2, 3, 4, 5]);
    expect(peer.requests.slice(before).map((request) => request.url)).toEqual([
      "/cursor?limit=2",
      "/cursor?limit=2&cursor=2",
      "/cursor?limit=2&cursor=4",
    ]);
  });

  it.each([
    [{}, ["1a", "1b", "2a", "2b", "3a"], 4],
    [{ page_size: 2 }, ["1a", "1b", "2a", "2b", "3a"], 3],
  ])("are counted until an empty or short one: %j", async (size, items, calls) => {
    const before = peer.requests.length;
    expect((await query({ relative_url: "/pages", pagination: "page", ...size })).data).toEqual(items);
    expect(peer.requests.length - before).toBe(calls);
  });

  it("can be counted by offset", async () => {
    const params = { pagination: "page", page_param: "offset", page_start: 0, page_step: 2, page_size: 2 };
    expect((await query({ relative_url: "/offset", ...params })).data).toEqual([1, 2, 3, 4, 5]);
  });

  it.each([
    [{ max_pages: 2 }, [10, 11, 20, 21]],
    [{ max_items: 3 }, [10, 11, 20]],
  ])("stop at a limit with a warning: %j", async (limit, items) => {
    const { data, logs } = await query({ relative_url: "/links", pagination: "link", ...limit });
    expect(data).toEqual(items);
    expect(logs.filter((line) => line.level === "warning")).toHaveLength(1);
  });

  it("fail when the server leads in a circle, or when there is no list", async () => {
    expect((await query({ relative_url: "/circle", pagination: "link" })).error?.message).toContain("earlier page");
    const { error } = await query({ relative_url: "/next-urls", pagination: "link", items_path: "items" });
    expect(error?.message).toContain('"items" in the answer is not a list');
  });

  it("are read for each item", async () => {
    const params = { relative_url: "/${name}", pagination: "link" };
    expect((await query(params, { input: [{ name: "links" }, { name: "links" }] })).data).toEqual([
      [10, 11, 20, 21, 30, 31],
      [10, 11, 20, 21, 30, 31],
    ]);
  });
});

describe("broken exchanges", () => {
  it("name a refused connection", async () => {
    const { port } = await freePort();
    const { error } = await query({ prefix_url: `http://127.0.0.1:${port}`, relative_url: "/x?token=1" });
    expect(error).toMatchObject({ name: "HttpRequestException", code: "ECONNREFUSED" });
    expect(error?.message).toBe(
      `GET http://127.0.0.1:${port}/x?token=1 failed: connection refused, nothing listens there (connect ECONNREFUSED 127.0.0.1:${port})`,
    );
  });

  it("name an unknown host", async () => {
    const { error } = await query({ prefix_url: "http://host.invalid" });
    expect(error?.message).toMatch(
      /^GET http:\/\/host\.invalid failed: the host name (is unknown|cannot be looked up)/,
    );
  });

  it("name a connection that was closed", async () => {
    expect((await query({ relative_url: "/reset" })).error?.message).toContain(
      "failed: the server closed the connection",
    );
  });

  it.each(["/never", "/drip"])("name a timeout, of headers or body: %s", async (relative_url) => {
    const { error } = await query({ relative_url, timeout: "150ms" });
    expect(error?.message).toBe(`GET ${peer.url}${relative_url} failed: no complete answer within 0.15 s`);
  });

  it("end with the step's signal", async () => {
    const controller = new AbortController();
    const running = query({ relative_url: "/never" }, { signal: controller.signal });
    controller.abort(new Error("revoked"));
    expect((await running).error?.message).toBe("revoked");
  });

  it("name a server that does not speak HTTP", async () => {
    const server = createServer((socket) => socket.end("220 mail ready\r\n"));
    const { port } = await listen(server);
    const { error } = await query({ prefix_url: `http://127.0.0.1:${port}` });
    server.close();
    expect(error?.message).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+ failed: /);
  });
});

describe("TLS", () => {
  let secure: HttpPeer;
  let folder: string;
  let cert: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "sluice-tls-"));
    const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem")];
    const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...files, ...subject], {
      stdio: "ignore",
    });
    cert = readFileSync(join(folder, "cert.pem"), "utf8");
    const key = readFileSync(join(folder, "key.pem"), "utf8");
    secure = await startHttpPeer({ "/echo": echo }, { tls: { key, cert } });
  });

  afterAll(async () => {
    await secure.close();
    rmSync(folder, { recursive: true });
  });

  it("refuses a certificate that nobody signed", async () => {
    const { error } = await query({ prefix_url: secure.url, relative_url: "/echo" });
    expect(error).toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(error?.message).toContain("the server's certificate is self-signed and not trusted");
  });

  it.each([["an authority that is given"], ["no check at all"]])("takes it with %s", async (way) => {
    const trust = way.startsWith("no") ? { verify_tls: false } : { ca_certificate: cert };
    const { data, error } = await query({ prefix_url: secure.url, relative_url: "/echo", ...trust });
    expect([error, (data as { url: string }).url]).toEqual([undefined, "/echo"]);
  });

  it("names plain HTTP behind https", async () => {
    const { error } = await query({ prefix_url: peer.url.replace("http:", "https:") });
    expect(error?.message).toMatch(/^GET https:.* failed: /);
  });
});

describe("a proxy of the environment", () => {
  it("is used, except for hosts in NO_PROXY", async () => {
    const through: string[] = [];
    const proxy = createServer((socket) => {
      socket.once("data", (chunk) => {
        through.push(chunk.toString().split("\r\n")[0] ?? "");
        socket.end("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
      });
      socket.on("error", () => {});
    });
    const { port } = await listen(proxy);
    process.env.http_proxy = `http://127.0.0.1:${port}`;
    try {
      const { error } = await query({ prefix_url: "http://host.invalid" });
      expect(error).toBeDefined();
      process.env.no_proxy = "127.0.0.1";
      expect((await query({ relative_url: "/echo" })).error).toBeUndefined();
    } finally {
      delete process.env.http_proxy;
      delete process.env.no_proxy;
      proxy.close();
    }
    expect(through).toHaveLength(1);
    expect(through[0]).toContain("host.invalid");
  });
});

async function listen(server: ReturnType<typeof createServer>): Promise<{ port: number }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { port: typeof address === "object" && address !== null ? address.port : 0 };
}

async function freePort(): Promise<{ port: number }> {
  const server = createServer();
  const found = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return found;
}
