import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Sluice } from "./Sluice.ts";

const slow = {
  name: "slow",
  app_variables: [],
  steps: [{ name: "pause", file: "Wait", duration: 2 }],
};

interface HostFile {
  url?: string;
  socket: string;
  token: string;
}

async function serve(sluice: Sluice, args: string[] = ["--port", "0"]) {
  const { child, ended, seen } = sluice.start(["serve", ...args]);
  await seen(/Ctrl\+C stops it/);
  const path = join(sluice.dataFolder, "host.json");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const host = JSON.parse(readFileSync(path, "utf8")) as HostFile;
  const stop = async () => {
    child.kill("SIGINT");
    return ended;
  };
  return { host, stop, child, ended };
}

/** One request over the local socket. */
function askSocket({ socket, token }: HostFile, path: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath: socket, path, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      answer.on("end", () => resolve({ status: answer.statusCode, body }));
    });
    sent.once("error", reject);
    sent.end();
  });
}

describe("sluice serve", () => {
  test("answers on TCP and on the local socket to who has the token, and stops cleanly", async () => {
    const sluice = new Sluice();
    const { host, stop } = await serve(sluice);
    const authorization = `Bearer ${host.token}`;
    const about = await fetch(`${host.url}/api/v1/about`, { headers: { authorization } });
    expect(await about.json()).toMatchObject({ version: expect.stringMatching(/^\d/) });
    expect((await fetch(`${host.url}/api/v1/about`)).status).toBe(401);
    expect(statSync(host.socket).mode & 0o777).toBe(0o600);
    expect(await askSocket(host, "/api/v1/applications")).toEqual({ status: 200, body: "[]" });
    expect((await askSocket({ ...host, token: "wrong" }, "/api/v1/applications")).status).toBe(401);
    const { code, out, err } = await stop();
    expect([code, err]).toEqual([0, expect.stringContaining("Stopping")]);
    expect(out).not.toContain(host.token);
    expect(() => statSync(host.socket)).toThrow("ENOENT");
    expect(() => statSync(join(sluice.dataFolder, "host.json"))).toThrow("ENOENT");
  });

  test("puts the first token of an administrator where only its owner reads it, and knows stored ones", async () => {
    const sluice = new Sluice();
    const made = await sluice.run(["token", "create", "watcher", "--role", "viewer"]);
    const { host, stop } = await serve(sluice);
    const path = join(sluice.dataFolder, "first.token");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const first = readFileSync(path, "utf8").trim();
    const ask = (token: string, method: string) =>
      fetch(`${host.url}/api/v1/license`, { method, headers: { authorization: `Bearer ${token}` } });
    expect((await ask(first, "DELETE")).status).toBe(405);
    expect((await ask(made.out.trim(), "GET")).status).toBe(200);
    expect((await ask(made.out.trim(), "DELETE")).status).toBe(403);
    const { out } = await stop();
    expect(out).toContain(path);
    expect(out).not.toContain(first);
    rmSync(path);
    const second = await serve(sluice);
    await second.stop();
    expect(existsSync(path)).toBe(false);
  });

  test("takes up what a killed one left, unless it is told to hold", async () => {
    const sluice = new Sluice();
    const first = await serve(sluice);
    const authorization = `Bearer ${first.host.token}`;
    const headers = { authorization, "content-type": "application/json" };
    await fetch(`${first.host.url}/api/v1/applications`, { method: "POST", headers, body: JSON.stringify(slow) });
    const accepted = await fetch(`${first.host.url}/api/v1/applications/slow/run`, { method: "POST", headers });
    const { id } = (await accepted.json()) as { id: string };
    first.child.kill("SIGKILL");
    await first.ended;

    const holding = await serve(sluice, ["--port", "0", "--hold"]);
    const held = await askSocket(holding.host, `/api/v1/tasks/${id}`);
    expect(JSON.parse(held.body).state).not.toBe("SUCCESS");
    await holding.stop();

    const second = await serve(sluice, ["--no-tcp"]);
    expect(second.host.url).toBeUndefined();
    let state = "";
    while (state !== "SUCCESS") state = JSON.parse((await askSocket(second.host, `/api/v1/tasks/${id}`)).body).state;
    const { out } = await second.stop();
    expect(out).toContain("Took up 1 unfinished run.");
  });

  test("says when another host or another program is in the way", async () => {
    const sluice = new Sluice();
    const { host, stop } = await serve(sluice);
    const twice = await sluice.run(["serve", "--port", "0"]);
    expect(twice.code).toBe(5);
    const other = new Sluice();
    const taken = await other.run(["serve", "--port", new URL(host.url ?? "").port]);
    expect(taken.code).toBe(5);
    expect(taken.err).toContain("Choose another port with --port");
    const wrong = await other.run(["serve", "--port", "high"]);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("0 to 65535")]);
    await stop();
  });
});

const endless = { ...slow, name: "endless", steps: [{ name: "pause", file: "Wait", duration: 36_000 }] };

describe("a command beside a running host", () => {
  test("asks it, by its socket or by an address and a token", async () => {
    const sluice = new Sluice();
    const { host, stop } = await serve(sluice);
    const made = await sluice.run(["token", "create", "ci", "--role", "operator"]);
    expect([made.code, made.err]).toEqual([0, expect.stringContaining("not shown again")]);
    const token = made.out.trim();
    const headers = { authorization: `Bearer ${host.token}`, "content-type": "application/json" };
    await fetch(`${host.url}/api/v1/applications`, { method: "POST", headers, body: JSON.stringify(endless) });
    const accepted = await fetch(`${host.url}/api/v1/applications/endless/run`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });
    expect(accepted.status).toBe(202);
    const elsewhere = new Sluice();
    const url = host.url ?? "";
    expect((await elsewhere.run(["revoke", "last", "--url", url])).code).toBe(2);
    const revoked = await elsewhere.run(["revoke", "last", "--url", url, "--token", token]);
    expect([revoked.code, revoked.out]).toEqual([0, expect.stringContaining("Revoked the run")]);
    expect((await elsewhere.run(["token", "revoke", "ci", "--url", url, "--token", token])).code).toBe(2);
    expect((await sluice.run(["token", "revoke", "ci"])).out).toBe('Revoked the token "ci".\n');
    const refused = await elsewhere.run(["revoke", "last", "--url", url, "--token", token]);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("token")]);
    await stop();
    const gone = await elsewhere.run(["revoke", "last", "--url", url, "--token", token]);
    expect([gone.code, gone.err]).toEqual([5, expect.stringContaining("No host answers")]);
  });
});
