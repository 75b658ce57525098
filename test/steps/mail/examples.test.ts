import { afterAll, beforeAll, expect, it } from "vitest";
import { onServer } from "../../support/servers/onServer.ts";
import { openMailbox } from "../../support/servers/openMailbox.ts";
import { startDovecot } from "../../support/servers/startDovecot.ts";
import { startSmtp } from "../../support/servers/startSmtp.ts";
import { type Examples, fine, openExamples } from "../openExamples.ts";

let examples: Examples;

beforeAll(async () => {
  examples = await openExamples();
}, 240_000);

afterAll(() => examples.close(), 240_000);

const test = (name: string) => examples.host.services.connections.test(name);

onServer("the example for SMTP", await startSmtp(), ({ connection, mails }) => {
  beforeAll(() => examples.addConnection("example_smtp", connection), 240_000);

  it("SendMail", async () => {
    const data = { accepted: ["ada@example.com"], refused: 0 };
    expect(await examples.run("SendMail", { connection: "example_smtp" })).toEqual({ ...fine, data });
    expect(mails).toMatchObject([{ from: "shop@example.com", to: ["ada@example.com"] }]);
    expect(mails[0]?.source).toContain("Subject: Orders of 2026-01-31\r\n");
    expect(mails[0]?.source).toMatch(/filename=orders\.json/);
  });

  it("tells of a connection by logging in", async () => {
    const { host, port } = connection.settings;
    expect(await test("example_smtp")).toEqual({ ok: true, message: `${host}, port ${port}, lets in tester` });
    const password = "guessed-and-wrong";
    await examples.addConnection("wrong", { ...connection, settings: { ...connection.settings, password } });
    expect(await test("wrong")).toEqual({
      ok: false,
      message: 'The connection "wrong" cannot be made: Invalid login: 535 Who are you?',
    });
  });
});

onServer("the example for IMAP", await startDovecot(), ({ connection }) => {
  beforeAll(async () => {
    const mailbox = await openMailbox(connection);
    await mailbox.append("INBOX", "From: ada@example.com\r\nSubject: Hello\r\n\r\nHow are you?\r\n");
    await mailbox.logout();
    await examples.addConnection("example_imap", connection);
  }, 240_000);

  it("tells of a connection by logging in", async () => {
    const { host, port } = connection.settings;
    const message = `${host}, port ${port}, lets in tester; INBOX has 1 messages, 1 of them unseen`;
    expect(await test("example_imap")).toEqual({ ok: true, message });
    const password = "guessed-and-wrong";
    await examples.addConnection("wrong", { ...connection, settings: { ...connection.settings, password } });
    expect(await test("wrong")).toEqual({
      ok: false,
      message: 'The connection "wrong" cannot be made: Authentication failed.',
    });
  });

  it("ReadMail", async () => {
    const run = () => examples.run("ReadMail", { connection: "example_imap", move_to: "Done" });
    const data = [{ from: "ada@example.com", subject: "Hello", files: [] }];
    expect(await run()).toEqual({ ...fine, data });
    expect(await run()).toEqual({ ...fine, data: [] });
  });
});
