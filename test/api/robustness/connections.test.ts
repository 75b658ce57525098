import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../events/readEvents.ts";
import { openTestApi } from "../openTestApi.ts";

/** A connection that says nothing by itself; `closed` resolves when the host ended it. */
async function open(address: string): Promise<{ socket: Socket; closed: Promise<void>; received(): string }> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
  });
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise((resolve) => socket.once("connect", resolve));
  return { socket, closed, received: () => text };
}

async function isHealthy(address: string): Promise<boolean> {
  // A connection that is kept for the next question would be counted among those of the test.
  const headers = { authorization: "Bearer viewer", connection: "close" };
  const answer = await fetch(`${address}/api/v1/applications`, { headers });
  // A body that nobody reads may keep its connection.
  await answer.arrayBuffer();
  return answer.status === 200;
}

test("200 idle connections and slow clients keep nobody waiting, and are dropped in time", async () => {
  const { api } = await openTestApi({ requestTimeout: 3000 });
  const address = await listen(api);
  const idle = await Promise.all(Array.from({ length: 200 }, () => open(address)));
  const dribbling = await open(address);
  const head = `GET /api/v1/applications HTTP/1.1\r\nHost: localhost\r\n${"X-More: 1\r\n".repeat(10_000)}`;
  let sent = 0;
  const timer = setInterval(() => dribbling.socket.write(head[sent++] ?? ""), 20);
  onTestFinished(() => clearInterval(timer));
  const stalled = await open(address);
  const headers = "Host: localhost\r\nAuthorization: Bearer administrator\r\nContent-Type: application/json\r\n";
  stalled.socket.write(`POST /api/v1/applications HTTP/1.1\r\n${headers}Content-Length: 1000\r\n\r\n{"name":`);
  expect(await isHealthy(address)).toBe(true);
  await Promise.all([...idle, dribbling, stalled].map(({ closed }) => closed));
  expect(sent).toBeGreaterThan(2);
  expect(dribbling.received()).toMatch(/^HTTP\/1\.1 408 /);
  expect(stalled.received()).toMatch(/^HTTP\/1\.1 408 /);
  expect(await isHealthy(address)).toBe(true);
});

const chatty = {
  name: "chatty",
  app_variables: [],
  steps: [{ name: "a", file: "Script", code: "for (let i = 0; i < 4000; i += 1) step.logger.flow('x'.repeat(4000));" }],
};

test("a reader of events that never reads keeps nobody waiting, and is dropped in time", async () => {
  const { api, ask } = await openTestApi({ readerTimeout: 500 });
  const address = await listen(api);
  const { socket, closed } = await open(address);
  socket.pause();
  socket.write("GET /api/v1/events?after=0 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer viewer\r\n\r\n");
  await ask("POST", "/applications", { body: chatty });
  expect(await countConnections()).toBe(1);
  const run = await ask("POST", "/applications/chatty/run?wait=30");
  expect([run.statusCode, run.json().state]).toEqual([200, "SUCCESS"]);
  expect(await isHealthy(address)).toBe(true);
  // The client learns of it only when it reads.
  await expect.poll(countConnections).toBe(0);
  socket.resume();
  await closed;

  function countConnections(): Promise<number> {
    return new Promise((resolve) => api.server.getConnections((_, count) => resolve(count)));
  }
});
