import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { windowGroups } from "../../core/api/createStagedApi.ts";
import { type RouteGroup, routeGroups } from "../../core/api/routes/routeGroups.ts";
import { openTestHost } from "../service/openTestHost.ts";
import { verifyTestToken } from "./openTestApi.ts";

async function serveStaged() {
  const host = await openTestHost();
  const loads = (Object.keys(routeGroups) as RouteGroup[]).map((name) => ({ name, load: vi.spyOn(routeGroups, name) }));
  onTestFinished(() => void vi.restoreAllMocks());
  const staged = await host.createStagedApi({ verifyToken: verifyTestToken });
  const server = createServer((request, response) => staged.routing(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await staged.close();
  });
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { authorization: "Bearer administrator", "content-type": "application/json" },
    });
  const loaded = () => loads.flatMap(({ name, load }) => load.mock.calls.map(() => name));
  return { ask, loaded };
}

test("what a window asks for first is answered before the other routes are loaded", async () => {
  const { ask, loaded } = await serveStaged();
  for (const path of ["applications", "runs", "schedule", "queues", "settings/me"]) {
    expect([path, (await ask(`/api/v1/${path}`)).status]).toEqual([path, 200]);
  }
  expect(loaded().sort()).toEqual([...windowGroups].sort());
});

test("the first requests for the others load them once, and come to them whole", async () => {
  const { ask, loaded } = await serveStaged();
  const body = JSON.stringify({ document: { name: "some", steps: [{ name: "a", file: "Nothing of this name" }] } });
  const validate = () => ask("/api/v1/applications/validate", { method: "POST", body });
  const answers = await Promise.all([validate(), validate()]);
  for (const answer of answers) expect(await answer.text()).toContain("Nothing of this name");
  expect(loaded().filter((name) => name === "validation")).toHaveLength(1);
  expect((await ask("/api/v1/applications", { method: "HEAD" })).status).toBe(200);
});

test("nobody gets past the login by a route that is not loaded yet, and what is not there is said", async () => {
  const { ask } = await serveStaged();
  const stranger = await fetch((await ask("/api/v1/about")).url);
  expect(stranger.status).toBe(401);
  const none = await ask("/api/v1/nothing");
  expect(none.status).toBe(404);
  expect(await none.text()).toContain("There is no GET /api/v1/nothing");
});

test("a reader of events that came first is in the figures", async () => {
  const { ask } = await serveStaged();
  const gone = new AbortController();
  const events = await ask("/api/v1/events", { signal: gone.signal });
  expect(events.status).toBe(200);
  expect(await (await ask("/metrics")).text()).toMatch(/^sluice_event_readers 1$/m);
  gone.abort();
  await expect.poll(async () => (await ask("/metrics")).text()).toMatch(/^sluice_event_readers 0$/m);
});
