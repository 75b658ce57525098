import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { onServer } from "../../support/servers/onServer.ts";
import { startSshd } from "../../support/servers/startSshd.ts";
import { type Examples, fine, openExamples } from "../openExamples.ts";

onServer("the examples for SSH", await startSshd(), ({ connection, hostKeys }) => {
  let examples: Examples;
  // The path of a folder holds a space on purpose.
  const folder = mkdtempSync(join(tmpdir(), "sluice sftp "));

  beforeAll(async () => {
    examples = await openExamples();
    await examples.addConnection("example_ssh", connection);
  }, 240_000);

  afterAll(async () => {
    await examples.close();
    rmSync(folder, { recursive: true });
  }, 240_000);

  it.each([
    ["SSHCommand", { words: 6 }],
    ["SSHTunnelCommand", { words: 6 }],
    ["SFTPPut", { path: "%/orders.json", bytes: 51 }],
    ["SFTPGet", ["A1", "A2"]],
    ["SFTPList", { new: ["list.json"] }],
    ["SFTPMove", { in_done: true }],
    ["SFTPDelete", { deleted: 1, missing: 0 }],
  ])("%s", async (name, data) => {
    const ended = await examples.run(name, {
      connection: "example_ssh",
      ...(name === "SSHTunnelCommand" && { tunnel: "example_ssh" }),
      ...(name.startsWith("SFTP") && { folder }),
    });
    expect(ended).toEqual({ ...fine, data: JSON.parse(JSON.stringify(data).replace("%", folder)) });
  });

  it("tell of a connection by its key", async () => {
    const { connections } = examples.host.services;
    const { host, port, user } = connection.settings;
    expect(await connections.test("example_ssh")).toEqual({
      ok: true,
      message: expect.stringMatching(`^${host}, port ${port}, lets in ${user}; its key is ssh-ed25519 SHA256:.{43}$`),
    });
    const wrong = { ...connection.settings, host_key: `[${host}]:${Number(port) + 1} ${hostKeys[0]}` };
    await examples.addConnection("wrong", { ...connection, settings: wrong });
    expect(await connections.test("wrong")).toEqual({
      ok: false,
      message: `The connection "wrong" cannot be used: "host_key" has no key for ${host}, port ${port}`,
    });
  });
});
