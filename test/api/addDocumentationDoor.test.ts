import Fastify from "fastify";
import { expect, test } from "vitest";
import type { Api } from "../../core/api/Api.ts";
import { addDocumentationDoor } from "../../core/api/addDocumentationDoor.ts";

test("the API that describes is made once, when somebody first asks, and closed with the other", async () => {
  let made = 0;
  let closed = 0;
  const api = Fastify() as unknown as Api;
  addDocumentationDoor(api, async () => {
    made += 1;
    const described = Fastify() as unknown as Api;
    described.get("/api/v1/events", async () => "away from the documentation");
    described.get("/api/v1/docs/json", async (_request, reply) =>
      reply.header("x-made", made).send({ openapi: "3.1.0" }),
    );
    described.addHook("onClose", async () => {
      closed += 1;
    });
    return described;
  });
  await api.ready();
  expect(made).toBe(0);
  const [answer] = await Promise.all([api.inject("/api/v1/docs/json"), api.inject("/api/v1/docs/json")]);
  expect({ made, header: answer.headers["x-made"], body: answer.json() }).toEqual({
    made: 1,
    header: "1",
    body: { openapi: "3.1.0" },
  });
  expect((await api.inject("/api/v1/docs/none")).statusCode).toBe(404);
  expect((await api.inject("/api/v1/docs/%2e%2e/events")).statusCode).toBe(404);
  expect((await api.inject("/api/v1/docs/../docs/json")).statusCode).toBe(200);
  await api.close();
  expect(closed).toBe(1);
});

test("one that could not be made is made again for the next who asks", async () => {
  let tries = 0;
  const api = Fastify() as unknown as Api;
  addDocumentationDoor(api, async () => {
    tries += 1;
    if (tries === 1) throw new Error("not now");
    const described = Fastify() as unknown as Api;
    described.get("/api/v1/docs", async () => "here");
    return described;
  });
  await api.ready();
  expect((await api.inject("/api/v1/docs")).statusCode).toBe(500);
  expect((await api.inject("/api/v1/docs")).body).toBe("here");
  await api.close();
});

test("an API that nobody asked closes without making one", async () => {
  const api = Fastify() as unknown as Api;
  addDocumentationDoor(api, async () => expect.fail("nobody asked"));
  await api.ready();
  await api.close();
});
