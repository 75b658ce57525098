import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browse } from "../support/browse.ts";
import { type OAuthServer, startOAuthServer } from "../support/servers/startOAuthServer.ts";
import { Sluice } from "./Sluice.ts";

let server: OAuthServer;

beforeAll(async () => {
  server = await startOAuthServer();
});

afterAll(() => server.stop());

test("a sign-in waits for the browser and ends with it, or with Ctrl+C", async () => {
  const sluice = new Sluice();
  const { issuer, client_id } = server.person;
  const values = [`issuer=${issuer}`, `client_id=${client_id}`, "grant=authorization_code", "scope=openid api"];
  await sluice.run(["config", "set", "crm", ...values, "--connection", "oauth2"]);
  const { child, ended } = sluice.start(["connection", "login", "crm", "--no-browser", "--json"]);
  expect((await browse(await readAddress(child))).text).toContain("You are signed in");
  const { code, out } = await ended;
  expect([code, JSON.parse(out)]).toEqual([0, { name: "crm", ok: true, state: "signed_in" }]);

  const interrupted = sluice.start(["connection", "login", "crm", "--no-browser"]);
  await readAddress(interrupted.child);
  interrupted.child.kill("SIGINT");
  const { code: failed, out: said } = await interrupted.ended;
  expect([failed, said]).toEqual([1, "✘ crm: The sign-in was cancelled.\n"]);
  // The one of before goes on.
  const tried = await sluice.run(["connection", "test", "crm"]);
  expect([tried.code, tried.out]).toEqual([0, expect.stringContaining("The server gave a token")]);
});

/** What the program says is to be opened. */
function readAddress({ stderr }: ChildProcess): Promise<string> {
  const found = Promise.withResolvers<string>();
  let text = "";
  stderr?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    const [address] = /http\S+(?=\s)/.exec(text) ?? [];
    if (address !== undefined) found.resolve(address);
  });
  stderr?.once("close", () => found.reject(new Error(`No address in ${text}`)));
  return found.promise;
}
