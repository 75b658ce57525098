import { expect, test } from "vitest";
import { errorCatalogue } from "../../core/base/errorCatalogue.ts";
import { openTestApi } from "./openTestApi.ts";

test("says to anyone that it lives and that the store answers", async () => {
  const { api, host } = await openTestApi();
  expect((await api.inject("/healthz")).json()).toEqual({ status: "ok" });
  expect((await api.inject("/readyz")).json()).toEqual({ status: "ok" });
  host.store.reader.lastEvent = () => {
    throw new Error("the disk is gone");
  };
  const answer = await api.inject("/readyz");
  expect([answer.statusCode, answer.json()]).toEqual([503, { status: "unavailable" }]);
});

test("the type of each problem is a page that explains it", async () => {
  const { api } = await openTestApi();
  for (const code of Object.keys(errorCatalogue)) {
    const page = await api.inject(`/api/v1/errors/${code}`);
    expect(page.json()).toMatchObject({ code, help: expect.stringMatching(/.{20}/) });
  }
  expect((await api.inject("/api/v1/errors/constructor")).statusCode).toBe(404);
});
