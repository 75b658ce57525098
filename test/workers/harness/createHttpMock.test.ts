import { expect, onTestFinished, test } from "vitest";
import { createHttpMock } from "../../../core/workers/harness/index.ts";

test("routes answer by method and path, and what arrived is kept", async () => {
  const http = await createHttpMock({
    "GET /users": { json: [{ name: "Ada" }] },
    "POST /users": ({ body }) => ({ status: 201, headers: { "x-seen": "yes" }, text: body }),
  });
  onTestFinished(() => http.close());
  const listed = await fetch(`${http.url}/users?all=1`);
  expect([listed.status, await listed.json()]).toEqual([200, [{ name: "Ada" }]]);
  const made = await fetch(`${http.url}/users`, { method: "POST", body: "Bob" });
  expect([made.status, made.headers.get("x-seen"), await made.text()]).toEqual([201, "yes", "Bob"]);
  const unknown = await fetch(`${http.url}/other`);
  expect([unknown.status, await unknown.text()]).toEqual([404, ""]);
  expect(http.requests.map(({ method, path, body }) => [method, path, body])).toEqual([
    ["GET", "/users?all=1", ""],
    ["POST", "/users", "Bob"],
    ["GET", "/other", ""],
  ]);
});
