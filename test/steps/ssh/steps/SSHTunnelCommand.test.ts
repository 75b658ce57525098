import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import SSHCommand from "../../../../core/steps/ssh/steps/SSHCommand.ts";
import SSHTunnelCommand from "../../../../core/steps/ssh/steps/SSHTunnelCommand.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startPasswordSsh } from "../../../support/servers/startPasswordSsh.ts";
import { startSshd } from "../../../support/servers/startSshd.ts";

onServer("Run a command through an SSH tunnel", await startSshd(), ({ connection: hop }) => {
  const run = async (settings: JsonObject = {}, hopSettings: JsonObject = {}) => {
    const { connection, stop } = await startPasswordSsh("password");
    try {
      const params = { connection: "inner", tunnel: "hop", command: "uname", arguments: ["-a"] };
      const connections = {
        inner: { ...connection, settings: { ...connection.settings, ...settings } },
        hop: { ...hop, settings: { ...hop.settings, ...hopSettings } },
      };
      return await runStep(SSHTunnelCommand, { params, connections });
    } finally {
      await stop();
    }
  };

  it("logs in at both servers and runs the command at the second one", async () => {
    const { data, error } = await run();
    expect([data, error]).toEqual([{ exit_code: 0, output: "uname -a", errors: "" }, undefined]);
  });

  it("checks the keys of both servers", async () => {
    const other = hop.settings.host_key ?? "";
    expect((await run({ host_key: other })).error?.message).toMatch(
      /^The connection "inner" cannot be made: the server shows another host key/,
    );
    expect((await run({}, { host_key: "" })).error?.message).toMatch(
      /^The connection "hop" cannot be made: "host_key" is missing/,
    );
  });

  it("says where the way ends", async () => {
    expect((await run({ port: 1 })).error?.message).toMatch(
      /^The connection "inner" cannot be made: the way through "hop" does not lead to 127\.0\.0\.1, port 1: .*Connection refused/,
    );
  });

  it("waits for the way no longer than it may take to connect", async () => {
    const silent = await startPasswordSsh("password");
    try {
      const params = { connection: "inner", tunnel: "silent", command: "uname", connect_timeout: "2s" };
      const connections = { inner: hop, silent: silent.connection };
      const { error } = await runStep(SSHTunnelCommand, { params, connections });
      // A machine that is busy may take that long to log in.
      expect(error?.message).toMatch(/: nobody answers within 2 s$|^The connection "silent" cannot be made: /);
    } finally {
      await silent.stop();
    }
  });

  it("hears of the end of a server that the way leads to, though the way itself stays", async () => {
    const gone = createServer((socket) => socket.end("SSH-2.0-Gone\r\n")).listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    try {
      expect((await run({ port })).error?.message).toBe('The connection "inner" cannot be made: the server closed it');
    } finally {
      gone.close();
    }
  });

  it("is also what the variable of a connection says, for every step", async () => {
    const { connection, stop } = await startPasswordSsh("password");
    const settings = { ...connection.settings, tunnel: "hop" };
    const ask = (connections: Record<string, object>) =>
      runStep(SSHCommand, { params: { connection: "inner", command: "uname" }, connections: connections as never });
    const { data } = await ask({ inner: { ...connection, settings, tunnel: { name: "hop", ...hop } } });
    expect(data).toMatchObject({ output: "uname" });
    expect((await ask({ inner: { ...connection, settings } })).error?.message).toBe(
      'The connection "inner" cannot be used: "tunnel" names no connection, or leads in a circle: hop',
    );
    await stop();
  });
});
