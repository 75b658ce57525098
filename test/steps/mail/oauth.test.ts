import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import type { Connection } from "../../../core/model/Connection.ts";
import ReadMail from "../../../core/steps/mail/steps/ReadMail.ts";
import SendMail from "../../../core/steps/mail/steps/SendMail.ts";
import { runStep } from "../../support/runStep.ts";
import { onServer } from "../../support/servers/onServer.ts";
import { startDovecot } from "../../support/servers/startDovecot.ts";
import { startSmtp } from "../../support/servers/startSmtp.ts";

const good = "token-swordfish-7";

/** Says of a token whose it is, as a server of RFC 7662. */
const introspection = createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  const isGood = request.url?.includes(good) === true || request.headers.authorization === `Bearer ${good}`;
  response.end(JSON.stringify(isGood ? { active: true, username: "tester" } : { active: false }));
}).listen(0, "127.0.0.1");
await once(introspection, "listening");
afterAll(() => void introspection.close());
const { port } = introspection.address() as AddressInfo;

/** Runs a step whose host gives these tokens, one after another, and tells what it asked for. */
async function run(
  StepClass: typeof ReadMail | typeof SendMail,
  { connection, tokens, params = {} }: { connection: Omit<Connection, "name">; tokens: string[]; params?: object },
) {
  const asked: unknown[] = [];
  const { password: _, ...settings } = connection.settings;
  const result = await runStep(StepClass, {
    params: { connection: "post", oauth: "login", ...params },
    connections: { post: { ...connection, settings }, login: { kind: "oauth2", settings: {} } },
    accessToken: (name, refused) => {
      asked.push([name, refused]);
      return { token: tokens.shift() ?? "none", expiresAt: null };
    },
  });
  expect(JSON.stringify([result.error?.message, result.logs])).not.toContain("swordfish");
  return { ...result, asked };
}

const mail = { from: "shop@example.com", to: ["ada@example.com"] };

onServer("Send mail with a token", await startSmtp({ token: good }), ({ connection, mails }) => {
  it("logs in with the token of a connection, and with a fresh one when the server refuses that", async () => {
    const first = await run(SendMail, { connection, tokens: [good], params: mail });
    expect([first.error, first.asked]).toEqual([undefined, [["login", undefined]]]);
    const second = await run(SendMail, { connection, tokens: ["swordfish-old", good], params: mail });
    const asked = [
      ["login", undefined],
      ["login", "swordfish-old"],
    ];
    expect([second.error, second.asked]).toEqual([undefined, asked]);
    expect(mails.map(({ user }) => user)).toEqual(["tester", "tester"]);
    const refused = await run(SendMail, { connection, tokens: ["swordfish-old", "swordfish-other"], params: mail });
    expect([refused.error?.name, refused.asked]).toEqual(["ConnectionException", asked]);
  });

  it("sends nothing without a login when nobody says whose token it is", async () => {
    const nobody = { ...connection, settings: { ...connection.settings, user: "" } };
    const before = mails.length;
    const { error, asked } = await run(SendMail, { connection: nobody, tokens: [good], params: mail });
    expect(error?.message).toBe(
      'The connection "post" cannot be used: "user" is missing: a token of OAuth 2.0 does not say who sends the mail',
    );
    expect([asked, mails.length]).toEqual([[], before]);
  });
});

const dovecot = await startDovecot("starttls", { introspection: `http://127.0.0.1:${port}/?token=` });

onServer("Read mail with a token", dovecot, ({ connection }) => {
  it("logs in with the token of a connection, and with a fresh one when the server refuses that", async () => {
    const first = await run(ReadMail, { connection, tokens: [good] });
    expect([first.error, first.data, first.asked]).toEqual([undefined, [], [["login", undefined]]]);
    const second = await run(ReadMail, { connection, tokens: ["swordfish-old", good] });
    const asked = [
      ["login", undefined],
      ["login", "swordfish-old"],
    ];
    expect([second.error, second.asked]).toEqual([undefined, asked]);
    const refused = await run(ReadMail, { connection, tokens: ["swordfish-old", "swordfish-other"] });
    expect([refused.error?.name, refused.asked]).toEqual(["ConnectionException", asked]);
  });
});

const servers = { SMTP: await startSmtp({ token: good }), IMAP: await startDovecot() };

for (const [name, server] of Object.entries(servers)) {
  onServer(`The test of a connection to ${name} without a password`, server, ({ connection }) => {
    it("reaches the server, and says that the token was not tried", async () => {
      const TestsSmtp = class extends SendMail {
        override async execute() {
          await this.saveDataForNextStep(await this.testConnection());
        }
      };
      const TestsImap = class extends ReadMail {
        override async execute() {
          await this.saveDataForNextStep(await this.testConnection());
        }
      };
      const Tests = name === "SMTP" ? TestsSmtp : TestsImap;
      const test = async (more: object) => {
        const { password: _, ...settings } = { ...connection.settings, ...more };
        const given = { post: { ...connection, settings } };
        const { data, error } = await runStep(Tests, { params: { connection: "post" }, connections: given });
        return error?.message ?? data;
      };
      expect(await test({})).toMatch(/^localhost, port \d+, answers; tester has no password here .* was not tried$/);
      expect(await test({ port: 1 })).toMatch(/^The connection "post" cannot be made: /);
      expect(await test({ ca: "" })).toMatch(/^The connection "post" cannot be made: self-signed certificate/);
    });
  });
}
