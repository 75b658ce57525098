import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HttpPeer, startHttpPeer } from "../../../support/httpPeer.ts";
import { echo, type RestPeers, startRestPeers } from "../restPeers.ts";

let peers: RestPeers;
let query: RestPeers["query"];

beforeAll(async () => {
  peers = await startRestPeers();
  query = peers.query;
});

afterAll(() => peers.close());

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
      message: 'Required parameter "token" has no value',
    });
  });

  it("takes user and password of the URL, and never shows them", async () => {
    const prefix_url = peers.peer.url.replace("://", "://ann:p%3Ass%20word@");
    expect((await query({ prefix_url, relative_url: "/private/basic" })).data).toEqual({ right: true });
    const { error, logs } = await query({ prefix_url, relative_url: "/status/500" });
    expect(JSON.stringify([error?.message, logs])).not.toMatch(/ann|p%3A/);
    expect(error?.message).toContain(`${peers.peer.url}/status/500`);
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
    expect(error?.message).toBe(`GET ${peers.peer.url}${relative_url} failed: no complete answer within 0.15 s`);
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
    const { error } = await query({ prefix_url: peers.peer.url.replace("http:", "https:") });
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
