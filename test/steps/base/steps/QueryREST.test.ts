import { afterAll, beforeAll, describe, expect, it } from "vitest";
import QueryREST from "../../../../core/steps/base/steps/QueryREST.ts";
import { startHttpPeer } from "../../../support/httpPeer.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";
import { pause, type RestPeers, startRestPeers } from "../restPeers.ts";

let peers: RestPeers;
let query: RestPeers["query"];

beforeAll(async () => {
  peers = await startRestPeers();
  query = peers.query;
});

afterAll(() => peers.close());

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
    await query({ prefix_url: `${peers.peer.url}${prefix}`, relative_url: relative });
    expect(peers.peer.requests.at(-1)?.url).toBe(url);
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

  it("sends a payload with GET as well, as some search APIs want it", async () => {
    expect(await seen({ payload: { query: "x" } })).toMatchObject({ method: "GET", body: '{"query":"x"}' });
  });

  it("sends the bytes of an earlier step as they are", async () => {
    const { data } = await query({ relative_url: "/image", response_headers: ["etag"] });
    const request = await seen({ method: "PUT", payload: "${data}" }, { input: data });
    expect([request.headers["content-type"], request.headers["content-length"]]).toEqual([
      "application/octet-stream",
      "3",
    ]);
  });

  it("marks each call with a key that stays the same over attempts", async () => {
    const params = { method: "POST", relative_url: "/echo", payload: "${item}", idempotency_header: "Idempotency-Key" };
    const keys = async () => {
      const { data } = await query(params, { input: ["a", "b"] });
      return (data as { headers: Record<string, string> }[]).map((one) => one.headers["idempotency-key"]);
    };
    const first = await keys();
    expect(await keys()).toEqual(first);
    expect([new Set(first).size, first[0]]).toEqual([2, expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  it("refuses an absolute relative URL that leads to another origin", async () => {
    const { error } = await query({ relative_url: `${peers.other.url}/echo` });
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
    const before = peers.peer.requests.length;
    await query({ relative_url: "/echo" }, { input: [1, 2, 3] });
    expect(peers.peer.requests.length - before).toBe(1);
  });

  it("calls per item for a payload of the data, and not at all for an empty list", async () => {
    const params = { method: "POST", relative_url: "/echo", payload: { name: "${name}" } };
    const { data } = await query(params, { input: [{ name: "a" }, { name: "b" }] });
    expect((data as { body: string }[]).map((one) => one.body)).toEqual(['{"name":"a"}', '{"name":"b"}']);
    expect((await query(params, { input: [] })).data).toEqual([]);
  });

  it("fails with the first failed item, and starts no further ones", async () => {
    const input = [{ id: 13 }, ...Array.from({ length: 30 }, (_, id) => ({ id: id + 20 }))];
    const before = peers.peer.requests.length;
    const { error } = await query({ relative_url: "/device/${id}", concurrency: 2 }, { input });
    expect(error?.message).toContain("Actual: 410");
    expect(peers.peer.requests.length - before).toBeLessThan(10);
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
    const line = `HTTP(s) Response Actual: 404 Expected: 200, does NOT match for: ${peers.peer.url}/status/404`;
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

  it("never shows a part of an answer, which could be a part of a secret", async () => {
    const { error } = await query({ relative_url: "/long-error" });
    expect(error?.message).toMatch(/The server said: 613 characters$/);
    const broken = await query({ relative_url: "/page.html", response_format: "json" });
    expect(broken.error?.message).toMatch(/\(content type text\/html\): Unexpected token '<'$/);
  });

  it("refuses a list that names no code", async () => {
    const { error } = await query({ expected_status_codes: ["ok"] });
    expect(error?.message).toBe('"ok" is not a status code; write 200, 2xx or 200-299');
  });
});

describe("Retry-After", () => {
  it("asks again when the server says so", async () => {
    const { data, logs } = await query({ relative_url: "/busy" });
    expect(data).toEqual({ tries: 3 });
    expect(logs.map((line) => line.level)).toEqual(["debug", "flow", "debug", "flow", "debug"]);
  });

  it("gives up after three times", async () => {
    const before = peers.peer.requests.length;
    const { error } = await query({ relative_url: "/always-busy" });
    expect([peers.peer.requests.length - before, error?.name]).toEqual([4, "HttpStatusException"]);
  });

  it("fails at once when the wait is longer than allowed", async () => {
    expect((await query({ relative_url: "/busy-long" })).error?.message).toContain("Actual: 503");
  });
});
