import type { ImapFlow } from "imapflow";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import ReadMail from "../../../../core/steps/mail/steps/ReadMail.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { openMailbox } from "../../../support/servers/openMailbox.ts";
import { startDovecot } from "../../../support/servers/startDovecot.ts";

const [starttls, tls] = await Promise.all([startDovecot(), startDovecot("on")]);

const whole = `Message-ID: <7@example.com>
In-Reply-To: <6@example.com>
Date: Sat, 31 Jan 2026 08:00:00 +0100
From: =?utf-8?Q?Ada_=C3=96?= <ada@example.com>
To: Team: bo@example.com, Cy <cy@example.com>;
Cc: dan@example.com
Received: from a
Received: from b
Subject: =?utf-8?B?w7Y=?= order
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: multipart/alternative; boundary=y

--y
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

L=F6sung
--y
Content-Type: text/html

<b>Hi</b>
--y--
--x
Content-Type: application/octet-stream; name=a.bin
Content-Disposition: attachment; filename=a.bin
Content-Transfer-Encoding: base64

AP8N
--x
Content-Type: message/rfc822

Subject: inner

Inside
--x--
`.replaceAll("\n", "\r\n");

const plainMail = (subject: string, more = ""): string =>
  `From: bo@example.com\r\nTo: ada@example.com\r\nSubject: ${subject}\r\n${more}\r\nText of ${subject}\r\n`;

interface Read {
  uid: number;
  subject: string;
  seen: boolean;
}

onServer("Read mail", starttls, ({ connection }) => {
  let mailbox: ImapFlow;
  const run = (params: JsonObject, more: { settings?: JsonObject; signal?: AbortSignal } = {}) => {
    const { settings, ...rest } = more;
    return runStep(ReadMail, {
      params: { connection: "post", ...params },
      connections: { post: { ...connection, settings: { ...connection.settings, ...settings } } },
      ...rest,
    });
  };
  const read = async (params: JsonObject) => {
    const { data, error } = await run(params);
    expect(error).toBeUndefined();
    return data as Read[];
  };
  const subjects = async (params: JsonObject) => (await read(params)).map(({ subject }) => subject);
  /** A folder with messages that have these subjects. */
  const fill = async (folder: string, mails: string[]): Promise<void> => {
    await mailbox.mailboxCreate(folder);
    for (const [index, mail] of mails.entries()) {
      await mailbox.append(folder, mail, [], new Date(Date.UTC(2026, 0, 10, 8, index)));
    }
  };

  beforeAll(async () => {
    mailbox = await openMailbox(connection);
  }, 60_000);
  afterAll(() => mailbox.logout());

  it("gives all that a message has, and leaves it as it is", async () => {
    await fill("Whole", [whole]);
    const [mail] = await read({ folder: "Whole" });
    expect(mail).toEqual({
      uid: 1,
      message_id: "<7@example.com>",
      in_reply_to: "<6@example.com>",
      date: new Date("2026-01-31T07:00:00Z"),
      received: new Date("2026-01-10T08:00:00Z"),
      seen: false,
      size: Buffer.byteLength(whole),
      from: { name: "Ada Ö", address: "ada@example.com" },
      reply_to: [],
      to: [
        { name: "", address: "bo@example.com" },
        { name: "Cy", address: "cy@example.com" },
      ],
      cc: [{ name: "", address: "dan@example.com" }],
      subject: "ö order",
      text: expect.stringMatching(/^Lösung\n?$/),
      html: expect.stringMatching(/^<b>Hi<\/b>\n?$/),
      attachments: [
        {
          name: "a.bin",
          type: "application/octet-stream",
          size: 3,
          inline: false,
          content_id: null,
          content: Buffer.from([0, 255, 13]),
        },
        {
          name: expect.any(String),
          type: "message/rfc822",
          size: expect.any(Number),
          inline: false,
          content_id: null,
          content: expect.any(Buffer),
        },
      ],
      headers: expect.objectContaining({ received: ["from a", "from b"], cc: "dan@example.com" }),
    });
    expect(await read({ folder: "Whole", attachment_content: false })).toMatchObject([
      { seen: false, attachments: [{ name: "a.bin", size: 3 }, {}] },
    ]);
    const [{ attachments = [] } = {}] = (await read({ folder: "Whole", attachment_content: false })) as unknown as {
      attachments?: object[];
    }[];
    expect(attachments[0]).not.toHaveProperty("content");
  });

  it("looks for messages and takes the oldest", async () => {
    await fill("Search", [plainMail("one"), plainMail("two ö"), plainMail("three"), plainMail("four")]);
    await mailbox.mailboxOpen("Search");
    await mailbox.messageFlagsAdd("3", ["\\Seen"]);
    const search = (params: JsonObject) => subjects({ folder: "Search", ...params });
    expect(await search({})).toEqual(["one", "two ö", "four"]);
    expect(await search({ unseen: false })).toEqual(["one", "two ö", "three", "four"]);
    expect(await search({ limit: 2 })).toEqual(["one", "two ö"]);
    expect(await search({ subject: "TWO Ö" })).toEqual(["two ö"]);
    expect(await search({ from: "bo@", to: "ada", subject: "o" })).toEqual(["one", "two ö", "four"]);
    expect(await search({ from: '") OR (ALL' })).toEqual([]);
    expect(await search({ since: "2026-01-10T08:01:00Z" })).toEqual(["two ö", "four"]);
    expect(await search({ since: "2026-01-10T08:02:00Z", unseen: false })).toEqual(["three", "four"]);
  });

  it("marks messages as seen, moves them, and takes each only once", async () => {
    await fill("Take", [plainMail("one"), plainMail("two"), plainMail("three")]);
    expect(await subjects({ folder: "Take", mark_seen: true, limit: 2 })).toEqual(["one", "two"]);
    expect(await subjects({ folder: "Take", mark_seen: true, move_to: "Done" })).toEqual(["three"]);
    expect(await subjects({ folder: "Take" })).toEqual([]);
    expect(await subjects({ folder: "Take", unseen: false })).toEqual(["one", "two"]);
    expect(await read({ folder: "Done", unseen: false })).toMatchObject([{ subject: "three", seen: true }]);
  });

  it("leaves all as they were when one cannot be read or the folder is missing", async () => {
    await fill("Broken", [
      plainMail("good"),
      plainMail("huge", `X-Big: ${"x".repeat(2_200_000)}\r\n`),
      plainMail("last"),
    ]);
    const params = { folder: "Broken", mark_seen: true, move_to: "Done" };
    const { error, data } = await run(params);
    expect(data).toBeUndefined();
    expect(error).toMatchObject({
      name: "MailboxException",
      message: expect.stringMatching(/^The message with the UID 2 cannot be read: /),
    });
    const missing = await run({ ...params, limit: 1, move_to: "Nowhere" });
    expect(missing.error?.message).toBe('There is no folder "Nowhere" to move messages to');
    const status = await mailbox.status("Broken", { messages: true, unseen: true });
    expect(status).toMatchObject({ messages: 3, unseen: 3 });
    expect((await run({ folder: "Nowhere" })).error?.message).toMatch(/^The folder "Nowhere" cannot be opened: /);
  });

  it("says why there is no connection, without the password", async () => {
    const refused = async (settings: JsonObject) => (await run({}, { settings })).error;
    expect(await refused({ password: "guessed-wrong" })).toMatchObject({
      name: "ConnectionException",
      message: 'The connection "post" cannot be made: Authentication failed.',
    });
    expect((await refused({ ca: "" }))?.message).toMatch(/cannot be made: self-signed/);
    expect((await refused({ host: "127.0.0.1" }))?.message).toMatch(/cannot be made: .*does not match certificate/);
    expect(await refused({ host: "127.0.0.1", certificate: "unchecked", ca: "" })).toBeUndefined();
    expect((await refused({ port: 1 }))?.message).toMatch(/cannot be made: .*ECONNREFUSED/);
    expect((await refused({ user: "", password: "" }))?.message).toBe(
      'The connection "post" cannot be used: "user" and "password" are missing',
    );
    const abortion = new AbortController();
    abortion.abort();
    expect((await run({}, { signal: abortion.signal })).error?.message).toBe(
      'The connection "post" was given up: the step was ended',
    );
    const open = await run({}, { settings: { tls: "off" } });
    expect([open.error, open.logs]).toEqual([
      undefined,
      expect.arrayContaining([{ level: "warning", message: "The password goes to localhost without encryption" }]),
    ]);
  });
});

onServer("Read mail with TLS from the start", tls, ({ connection }) => {
  it("logs in", async () => {
    const run = (settings: JsonObject) =>
      runStep(ReadMail, {
        params: { connection: "post" },
        connections: { post: { ...connection, settings: { ...connection.settings, ...settings } } },
      });
    expect(await run({})).toMatchObject({ error: undefined, data: [] });
    expect((await run({ host: "127.0.0.1" })).error?.message).toMatch(/cannot be made: .*does not match certificate/);
  });
});
