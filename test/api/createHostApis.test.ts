import { expect, onTestFinished, test } from "vitest";
import { createHostApis } from "../../core/api/createHostApis.ts";
import { openTestHost } from "../service/openTestHost.ts";
import { patientClock } from "../support/patientClock.ts";
import { verifyTestToken } from "./openTestApi.ts";

test("the APIs of a host share one feed of events, and who has a stored token may ask each of them", async () => {
  const { services, runs, packRuns, engine, scheduler, store } = await openTestHost();
  const { reader, cache, facts } = store;
  const workers = { list: () => [], restarts: () => 0 };
  const rest = { clock: patientClock, dataFolder: "data", workers, backups: {} as never, onBug: () => undefined };
  const apis = createHostApis({ services, runs, packRuns, engine, scheduler, reader, cache, facts, ...rest });
  const first = await apis.createApi({ verifyToken: verifyTestToken });
  const second = await apis.createApi({});
  onTestFinished(async () => void (await Promise.all([first.close(), second.close()])));
  const token = await services.tokens.create({ name: "figures", role: "viewer" });

  const headers = { authorization: "Bearer viewer" };
  const events = await first.inject({ url: "/api/v1/events", headers, payloadAsStream: true });
  const figures = { url: "/metrics", headers: { authorization: `Bearer ${token}` } };
  expect((await second.inject(figures)).body).toMatch(/^sluice_event_readers 1$/m);
  events.stream().destroy();
  expect((await second.inject({ ...figures, headers })).statusCode).toBe(401);
});
