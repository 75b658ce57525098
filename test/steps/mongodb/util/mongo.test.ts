import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import MongoDBFind from "../../../../core/steps/mongodb/steps/MongoDBFind.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMongo } from "../../../support/servers/startMongo.ts";

onServer("a connection to MongoDB", await startMongo(), ({ connection, isPeer }) => {
  const messageOf = async (settings: JsonObject, params: JsonObject = {}, options: StepRunOptions = {}) => {
    const { error } = await runStep(MongoDBFind, {
      ...options,
      params: { connection: "db", collection: "devices", ...params },
      connections: { db: { ...connection, settings: { ...connection.settings, ...settings } } },
    });
    return error?.message;
  };

  it("says why there is none, without the password", async () => {
    expect(await messageOf({ password: "guessed-wrong" })).toBe(
      'The connection "db" cannot be made: Authentication failed.',
    );
    const nobody = { url: "mongodb://127.0.0.1:1/?directConnection=true" };
    expect(await messageOf(nobody, { timeout: "500ms" })).toMatch(/^The connection "db" cannot be made: /);
    const unusable = 'The connection "db" cannot be used: ';
    expect(await messageOf({ url: "", host: "" })).toBe(`${unusable}"host" is missing`);
    expect(await messageOf({ url: "http://x" })).toBe(`${unusable}"url" begins with no mongodb://`);
    expect(await messageOf({ url: "mongodb://me:pass-word@x:y:z/" })).toBe(
      `${unusable}its connection string cannot be read`,
    );
    expect(await messageOf({ user: "" })).toBe(`${unusable}"password" is given without "user"`);
    expect(await messageOf({ database: "" })).toBe(`${unusable}"database" is missing`);
    expect(await messageOf({ tls: "yes" })).toBe(`${unusable}"tls" is off, on or unchecked`);
  });

  it.runIf(isPeer)("is left when nobody answers, and with the step", async () => {
    // A machine that is busy may take that long to connect.
    expect(await messageOf({}, { collection: "silent", timeout: "1s" })).toMatch(
      /, in the collection silent$|^The connection "db" cannot be made: /,
    );
    const stop = new AbortController();
    const ended = messageOf({}, { collection: "silent" }, { signal: stop.signal });
    stop.abort();
    expect(await ended).toBeDefined();
  });
});

const secure = await startMongo({ tls: true });

onServer("an encrypted connection to MongoDB", secure, ({ connection, certificate, isPeer }) => {
  it.runIf(isPeer)("has a certificate that is trusted and names the host", async () => {
    const find = async (settings: JsonObject, more: JsonObject = {}) => {
      const { data, error } = await runStep(MongoDBFind, {
        params: { connection: "db", collection: "devices", ...more },
        connections: { db: { ...connection, settings: { ...connection.settings, host: "localhost", ...settings } } },
      });
      return error?.message ?? data;
    };
    expect(await find({ tls: "on", ca: certificate ?? "" })).toEqual([]);
    expect(await find({ tls: "unchecked" })).toEqual([]);
    const url = `mongodb://localhost:${connection.settings.port}/?directConnection=true&tls=true`;
    expect(await find({ url, ca: certificate ?? "" })).toEqual([]);
    // The driver tries again until its time is up.
    const soon = { timeout: "1s" };
    expect(await find({ tls: "on" }, soon)).toMatch(/cannot be made: /);
    expect(await find({ tls: "on", ca: certificate ?? "", host: "127.0.0.1" }, soon)).toMatch(/cannot be made: /);
  });
});
