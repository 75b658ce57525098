import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import type { ImapFlow } from "imapflow";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
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

/** A way to a server that hangs up on the client once it has sent this command on. */
async function cutAfter(command: string, port: number): Promise<{ port: number; close(): Promise<unknown> }> {
  const way = createServer((client) => {
    const server = connect(port, "127.0.0.1");
    server.pipe(client);
    client.on("data", (sent) => server.write(sent, () => sent.includes(command) && client.destroy()));
    for (const socket of [client, server]) socket.on("error", () => undefined);
    client.on("close", () => server.end());
  }).listen(0, "127.0.0.1");
  await once(way, "listening");
  return { port: (way.address() as AddressInfo).port, close: () => new Promise((done) => way.close(done)) };
}

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

  it("leaves out what cannot be read, as it was, and reads on to the limit", async () => {
    const depth = Array.from({ length: 300 }, (_value, index) => index);
    const nested = `MIME-Version: 1.0\r\n${depth
      .map((level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`)
      .join("")}Content-Type: text/plain\r\n\r\nDeep\r\n`;
    const huge = plainMail("huge", `X-Big: ${"x".repeat(2_200_000)}\r\n`);
    await fill("Odd", [nested, huge, plainMail("one"), nested, plainMail("two"), plainMail("three")]);
    const { data, error, logs } = await run({ folder: "Odd", mark_seen: true, move_to: "Done", limit: 2 });
    expect([error, data]).toEqual([undefined, ["one", "two"].map((subject) => expect.objectContaining({ subject }))]);
    expect(logs.filter(({ level }) => level === "warning").map(({ message }) => message)).toEqual(
      [1, 2, 4].map((uid) =>
        expect.stringMatching(new RegExp(`^The message with the UID ${uid} cannot be read: .+; it stays as it is$`)),
      ),
    );
    expect(await mailbox.status("Odd", { messages: true, unseen: true })).toMatchObject({ messages: 4, unseen: 4 });
  });

  it("leaves all as they were when the folder is missing or refuses them", async () => {
    await fill("Kept", [plainMail("one"), plainMail("two")]);
    const refused = async (params: JsonObject) => (await run({ folder: "Kept", ...params })).error;
    expect(await refused({ mark_seen: true, move_to: "Nowhere" })).toMatchObject({
      name: "MailboxException",
      message: 'There is no folder "Nowhere" to move messages to',
    });
    expect((await refused({ move_to: "Locked" }))?.message).toBe(
      'Messages of the folder "Kept" cannot be moved to "Locked": the server refuses to',
    );
    expect(await mailbox.status("Kept", { messages: true, unseen: true })).toMatchObject({ messages: 2, unseen: 2 });
    expect((await refused({ folder: "Nowhere" }))?.message).toMatch(/^The folder "Nowhere" cannot be opened: /);
  });

  it("keeps the data once messages were changed, whatever fails then", async () => {
    await fill("Changed", [plainMail("one"), plainMail("two")]);
    const warnings = async (params: JsonObject, settings: JsonObject = {}) => {
      const { data, error, logs } = await run({ folder: "Changed", ...params }, { settings });
      expect([error, data]).toMatchObject([undefined, [{ subject: "one" }, { subject: "two" }]]);
      return logs.filter(({ level }) => level === "warning").map(({ message }) => message);
    };
    expect(await warnings({ mark_seen: true, move_to: "Locked" })).toEqual([
      'Messages of the folder "Changed" cannot be moved to "Locked": the server refuses to; what was read is saved, and may be read again',
    ]);
    expect(await subjects({ folder: "Changed" })).toEqual([]);
    // The server does it, and nobody hears of that.
    const cut = await cutAfter("UID MOVE", Number(connection.settings.port));
    expect(await warnings({ unseen: false, move_to: "Done" }, { port: cut.port, tls: "off" })).toContainEqual(
      expect.stringMatching(/; what was read is saved, and may be read again$/),
    );
    await cut.close();
    await vi.waitFor(async () =>
      expect(await mailbox.status("Changed", { messages: true })).toMatchObject({ messages: 0 }),
    );
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
