import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { forwardToHost } from "../../../electron/protocol/forwardToHost.ts";

let server: Server | undefined;
let count = 0;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

async function listen(answer: Parameters<typeof createServer>[1]): Promise<{ socket: string; token: string }> {
  count += 1;
  const socket = join(tmpdir(), `sluice-forward-${process.pid}-${count}.sock`);
  const opened = createServer(answer);
  server = opened;
  await new Promise<void>((resolve) => opened.listen(socket, resolve));
  return { socket, token: "t0ken" };
}

test("the token of the start goes along, and nothing that a page could say about who asks", async () => {
  let seen: IncomingMessage | undefined;
  const door = await listen((request, response) => {
    seen = request;
    response.setHeader("etag", '"7"');
    response.end("ok");
  });
  const headers = { authorization: "Bearer stolen", cookie: "a=b", "if-match": '"6"', origin: "app://sluice" };
  const answer = await forwardToHost(new Request("app://sluice/api/v1/runs?limit=2", { headers }), door);
  expect(answer.headers.get("etag")).toBe('"7"');
  expect(await answer.text()).toBe("ok");
  expect(seen?.url).toBe("/api/v1/runs?limit=2");
  expect(seen?.headers).toMatchObject({ authorization: "Bearer t0ken", "if-match": '"6"', host: "localhost" });
  expect(seen?.headers.cookie).toBeUndefined();
  expect(seen?.headers.origin).toBeUndefined();
});

test("a body is streamed to the host and its status comes back", async () => {
  const door = await listen(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    response.statusCode = 202;
    response.end(text.toUpperCase());
  });
  const answer = await forwardToHost(
    new Request("app://sluice/api/v1/runs", { method: "POST", body: "payload".repeat(10_000) }),
    door,
  );
  expect(answer.status).toBe(202);
  expect(await answer.text()).toBe("PAYLOAD".repeat(10_000));
});

test("events arrive one by one while the answer goes on, and the host hears when the page stops listening", async () => {
  const closed = Promise.withResolvers<void>();
  let send: (text: string) => void = () => {};
  const door = await listen((_request, response) => {
    response.setHeader("content-type", "text/event-stream");
    response.write("id: 1\n\n");
    send = (text) => void response.write(text);
    response.once("close", closed.resolve);
  });
  const answer = await forwardToHost(new Request("app://sluice/api/v1/events"), door);
  const reader = answer.body?.getReader();
  const read = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(await read()).toBe("id: 1\n\n");
  send("id: 2\n\n");
  expect(await read()).toBe("id: 2\n\n");
  await reader?.cancel();
  await closed.promise;
});

test("an answer without a body is one", async () => {
  const door = await listen((_request, response) => {
    response.statusCode = 304;
    response.end();
  });
  const answer = await forwardToHost(new Request("app://sluice/api/v1/about"), door);
  expect([answer.status, answer.body]).toEqual([304, null]);
});

test("without a host the request fails as one without a network does", async () => {
  const door = { socket: join(tmpdir(), "sluice-nobody.sock"), token: "" };
  await expect(forwardToHost(new Request("app://sluice/api/v1/about"), door)).rejects.toThrow("ENOENT");
});
