import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import SSHCommand from "../../../../core/steps/ssh/steps/SSHCommand.ts";
import { runStep } from "../../../support/runStep.ts";
import { makeKeyPair } from "../../../support/servers/makeKeyPair.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startAgent } from "../../../support/servers/startAgent.ts";
import { startSshd } from "../../../support/servers/startSshd.ts";

const server = await startSshd();

onServer("a connection by SSH", server, ({ connection, hostKeys, keyFile }) => {
  const { user, private_key: key } = connection.settings;
  const run = (settings: JsonObject, params: JsonObject = {}) =>
    runStep(SSHCommand, {
      params: { connection: "web", command: "echo in", ...params },
      connections: { web: { ...connection, settings: { ...connection.settings, ...settings } } },
    });
  const refused = async (settings: JsonObject, params: JsonObject = {}) => {
    const { error } = await run(settings, params);
    expect(error?.name).toBe("ConnectionException");
    expect(error?.message).not.toContain("PRIVATE");
    return error?.message;
  };

  it("asks for the key that is known, and warns where any is taken", async () => {
    const { port } = connection.settings;
    const known = await run({ host_key: `[127.0.0.1]:${port} ${hostKeys[1]}` });
    expect([known.data, known.logs]).toMatchObject([{ output: "in\n" }, [{ level: "flow" }]]);
    const any = await run({ host_key: "any" });
    expect([any.data, any.logs[0]]).toMatchObject([
      { output: "in\n" },
      { level: "warning", message: expect.stringMatching(/^The key of 127\.0\.0\.1 is not checked/) },
    ]);
  });

  it("refuses a server that shows another key, before anybody logs in", async () => {
    const stranger = makeKeyPair().public;
    expect(await refused({ host_key: stranger })).toMatch(
      /^The connection "web" cannot be made: the server shows another host key than "host_key" says: ssh-ed25519 SHA256:/,
    );
    expect(await refused({ host_key: "" })).toMatch(
      /cannot be made: "host_key" is missing\. The server shows [a-z0-9-]+ SHA256:/,
    );
  });

  it("takes a key with a passphrase, also without its line breaks", async () => {
    const secret = { passphrase: "pass-swordfish", cipher: "aes256-ctr", rounds: 4 };
    const locked = makeKeyPair(secret).private;
    const wrong = 'The connection "web" cannot be used: "private_key" cannot be read: ';
    expect(await refused({ private_key: locked })).toContain(wrong);
    expect(await refused({ private_key: locked, passphrase: "guessed-wrong" })).toContain(wrong);
    expect(await refused({ private_key: locked, passphrase: secret.passphrase })).toBe(
      `The connection "web" cannot be made: the server does not let in "${user}" with "private_key"; it takes publickey`,
    );
    // A field of one line takes them away.
    expect((await run({ private_key: String(key).replaceAll("\n", "") })).data).toMatchObject({ output: "in\n" });
  });

  it("says what is wrong with its settings", async () => {
    const unusable = (reason: string) => `The connection "web" cannot be used: ${reason}`;
    expect(await refused({ host: "" })).toBe(unusable('"host" is missing'));
    expect(await refused({ port: "x" })).toBe(unusable('"port" is no number from 1 to 65535'));
    expect(await refused({ private_key: "" })).toBe(unusable('it needs a "private_key", an "agent" or a "password"'));
    expect(await refused({ private_key: hostKeys[0] })).toBe(unusable('"private_key" is a public key'));
    expect(await refused({ private_key: "rubbish" })).toContain(unusable('"private_key" cannot be read'));
    expect(await refused({ host_key: "rubbish" })).toContain(unusable('"host_key" is no fingerprint'));
  });

  it("says that nobody answers, or not in time", async () => {
    expect(await refused({ port: 1 })).toContain('The connection "web" cannot be made: connect ECONNREFUSED');
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    onTestFinished(() => void silent.close());
    const { port } = silent.address() as AddressInfo;
    expect(await refused({ port }, { connect_timeout: "200ms" })).toBe(
      `The connection "web" cannot be made: 127.0.0.1, port ${port}, let nobody in in time`,
    );
  });

  it("uses the keys of an agent, and the password when there is none", async () => {
    const agent = await startAgent(keyFile);
    if (agent.missing !== undefined) return void process.stdout.write(`SKIPPED an agent: ${agent.missing}\n`);
    onTestFinished(agent.stop);
    expect((await run({ private_key: "", agent: agent.socket })).data).toMatchObject({ output: "in\n" });
    expect(await refused({ private_key: "", agent: `${agent.socket}-gone`, password: "never-seen" })).toMatch(
      /does not let in ".*" with "agent"; it takes publickey; the agent: Failed to connect/,
    );
  });
});
