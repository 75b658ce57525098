import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Agent, fetch } from "undici";
import { expect, onTestFinished, test } from "vitest";
import { openDoor } from "../../core/api/openDoor.ts";
import { serveHost } from "../../core/serveHost.ts";
import { openTestHost } from "../service/openTestHost.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { goodPassword } from "./signedIn.ts";

test("other computers are let in only once an administrator has a password", async () => {
  const host = await openTestHost();
  const socket = join(tempFolder(), "s.sock");
  let opened = 0;
  const open = () => {
    opened += 1;
    return openDoor({ host: "0.0.0.0", port: 0, editorFolder: tempFolder() });
  };
  const serve = () => serveHost(host, { door: { host: "0.0.0.0", open }, socket });
  const refusal = { code: "wrong_use", message: expect.stringContaining("sluice user add NAME --role administrator") };
  await expect(serve()).rejects.toMatchObject(refusal);
  const { users } = host.services.access;
  await users.add({ name: "dev", role: "developer", password: goodPassword });
  await users.add({ name: "boss", role: "administrator" });
  await expect(serve()).rejects.toMatchObject(refusal);
  expect(opened).toBe(0);
  await users.setPassword("boss", goodPassword);
  const served = await serve();
  onTestFinished(() => served.close());
  const { port } = new URL(served.url ?? "");
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  const rebound = new Agent({
    connect: { lookup: (_name, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]) },
  });
  const answer = await fetch(`http://evil.example:${port}/healthz`, { dispatcher: rebound });
  expect(answer.status).toBe(403);
  await rebound.close();
});

test("with a certificate TCP is HTTPS alone, and the cookie goes nowhere else", async () => {
  const folder = tempFolder();
  const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  execFileSync("openssl", ["req", "-x509", ...kind, ...subject, "-keyout", keyFile, "-out", certFile], {
    stdio: "ignore",
  });
  const tls = { cert: readFileSync(certFile, "utf8"), key: readFileSync(keyFile, "utf8") };
  const host = await openTestHost();
  await host.services.access.users.add({ name: "ann", role: "viewer", password: goodPassword });
  const open = () => openDoor({ host: "127.0.0.1", port: 0, editorFolder: tempFolder(), tls });
  const served = await serveHost(host, { door: { host: "127.0.0.1", open }, socket: join(folder, "s.sock") });
  onTestFinished(() => served.close());
  expect(served.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const dispatcher = new Agent({ connect: { ca: tls.cert } });
  const login = await fetch(`${served.url}/api/v1/login`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: served.url ?? "" },
    body: JSON.stringify({ user: "ann", password: goodPassword }),
    dispatcher,
  });
  expect(login.status).toBe(200);
  expect(login.headers.getSetCookie()).toEqual([expect.stringMatching(/; Secure(;|$)/)]);
  await expect(fetch(`${served.url?.replace("https", "http")}/healthz`)).rejects.toThrow();
  await dispatcher.close();
});
