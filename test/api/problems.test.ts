import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

test("a request without a token, or with a wrong one, is refused before anything else", async () => {
  const { api } = await openTestApi();
  for (const headers of [{}, { authorization: "Bearer nobody" }, { authorization: "Basic administrator" }]) {
    const answer = await api.inject({ method: "GET", url: "/api/v1/about", headers });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: "not_authenticated", status: 401 });
  }
});

test("a role that is too low is refused and told which one is needed", async () => {
  const { ask } = await openTestApi();
  const answer = await ask("POST", "/license", { role: "developer" });
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({ code: "not_allowed", details: { needed: "administrator", role: "developer" } });
});

test("an unknown path is a problem document that does not repeat the query", async () => {
  const { ask } = await openTestApi();
  const answer = await ask("GET", "/nothing?token=s3cret");
  expect(answer.statusCode).toBe(404);
  expect(answer.json().code).toBe("not_found");
  expect(answer.body).not.toContain("s3cret");
});

test("the description is OpenAPI 3.1 with every route, and its page needs no other host", async () => {
  const { api } = await openTestApi();
  const document = (await api.inject("/api/v1/docs/json")).json();
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths)).toContain("/api/v1/about");
  const page = await api.inject("/api/v1/docs");
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/https?:\/\//);
});
