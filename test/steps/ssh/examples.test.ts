import { afterAll, beforeAll, expect, it } from "vitest";
import { onServer } from "../../support/servers/onServer.ts";
import { startSshd } from "../../support/servers/startSshd.ts";
import { type Examples, fine, openExamples } from "../openExamples.ts";

onServer("the examples for SSH", await startSshd(), ({ connection, hostKeys }) => {
  let examples: Examples;
  const named = { connection: "example_ssh" };

  beforeAll(async () => {
    examples = await openExamples();
    await examples.addConnection("example_ssh", connection);
  }, 240_000);

  afterAll(() => examples.close(), 240_000);

  it("SSHCommand", async () => {
    expect(await examples.run("SSHCommand", named)).toEqual({ ...fine, data: { words: 6 } });
  });

  it("tell of a connection by its key", async () => {
    const { connections } = examples.host.services;
    const { host, port, user } = connection.settings;
    expect(await connections.test("example_ssh")).toEqual({
      ok: true,
      message: expect.stringMatching(`^${host}, port ${port}, lets in ${user}; its key is ssh-ed25519 SHA256:.{43}$`),
    });
    await examples.addConnection("open", { ...connection, settings: { ...connection.settings, host_key: "any" } });
    expect(await connections.test("open")).toEqual({
      ok: true,
      message: expect.stringMatching(/ SHA256:.{43}, which is not checked: whoever answers there is trusted$/),
    });
    const wrong = { ...connection.settings, host_key: `[${host}]:${Number(port) + 1} ${hostKeys[0]}` };
    await examples.addConnection("wrong", { ...connection, settings: wrong });
    expect(await connections.test("wrong")).toEqual({
      ok: false,
      message: `The connection "wrong" cannot be used: "host_key" has no key for ${host}, port ${port}`,
    });
  });
});
