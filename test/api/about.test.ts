import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

test("says its version, its packages and its licence", async () => {
  const { ask } = await openTestApi();
  const about = (await ask("GET", "/about", { role: "viewer" })).json();
  const own = JSON.parse(readFileSync("package.json", "utf8"));
  expect(about).toEqual({ version: own.version, node: process.versions.node, packages: own.dependencies });
  const license = (await ask("GET", "/license", { role: "viewer" })).json();
  expect(license.name).toBe("MIT");
  expect(license.text).toContain("Permission is hereby granted");
});

test("refuses license data and says why", async () => {
  const { ask } = await openTestApi();
  for (const method of ["POST", "DELETE"] as const) {
    const answer = await ask(method, "/license");
    expect(answer.statusCode).toBe(405);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.json()).toMatchObject({ status: 405, code: "not_supported" });
    expect(answer.json().detail).toContain("MIT");
  }
});
