import Fastify from "fastify";
import { expect, test } from "vitest";
import type { Api } from "../../core/api/Api.ts";
import { answerPreflights } from "../../core/api/answerPreflights.ts";

test("a preflight is answered for allowed origins alone, and names what pages may read", async () => {
  const api = Fastify();
  await answerPreflights(api as unknown as Api, ["https://a.example"]);
  api.get("/x", async () => "y");
  const ask = (origin: string) =>
    api.inject({ method: "OPTIONS", url: "/x", headers: { origin, "access-control-request-method": "GET" } });
  expect((await ask("https://a.example")).headers["access-control-allow-origin"]).toBe("https://a.example");
  expect((await ask("https://b.example")).headers["access-control-allow-origin"]).toBeUndefined();
  const read = await api.inject({ url: "/x", headers: { origin: "https://a.example" } });
  expect(read.headers["access-control-expose-headers"]).toBe("etag, location");
});
