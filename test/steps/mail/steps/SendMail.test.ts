import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import PostalMime, { type Attachment, type Email } from "postal-mime";
import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import SendMail from "../../../../core/steps/mail/steps/SendMail.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startSmtp } from "../../../support/servers/startSmtp.ts";

const [plain, tls, open] = await Promise.all([
  startSmtp(),
  startSmtp({ tls: "on" }),
  startSmtp({ tls: "off", login: false }),
]);

onServer("Send mail", plain, ({ connection, mails, isSilent }) => {
  const send = (params: JsonObject, more: { settings?: JsonObject; input?: unknown; signal?: AbortSignal } = {}) => {
    const { settings, ...rest } = more;
    return runStep(SendMail, {
      params: { connection: "post", from: "Shop <shop@example.com>", ...params },
      connections: { post: { ...connection, settings: { ...connection.settings, ...settings } } },
      ...rest,
    });
  };
  const last = (): Promise<Email> => PostalMime.parse(mails.at(-1)?.source ?? "");

  it("sends text and HTML to all, over an encrypted connection, and saves what became of it", async () => {
    const { data, error } = await send({
      to: ["Ada Ö <ada@example.com>, bo@example.com", { name: "Cy", address: "cy@example.com" }],
      cc: "dan@example.com\neve@example.com",
      bcc: ["fay@example.com", "ada@example.com"],
      reply_to: ["service@example.com"],
      subject: "Order ö 7\r\nBcc: mallory@example.com",
      text: "On its way.\n.\nBye",
      html: "<p>On its <b>way</b></p>",
    });
    expect(error).toBeUndefined();
    const to = ["ada", "bo", "cy", "dan", "eve", "fay"].map((name) => `${name}@example.com`);
    const id = expect.stringMatching(/^<[0-9a-f]{32}@example\.com>$/);
    expect(data).toEqual({ message_id: id, accepted: to, rejected: [], response: "250 Taken" });
    expect(mails.at(-1)).toMatchObject({ from: "shop@example.com", to, isSecure: true, user: "tester" });
    const mail = await last();
    expect(mail).toMatchObject({
      messageId: id,
      from: { name: "Shop", address: "shop@example.com" },
      replyTo: [{ address: "service@example.com" }],
      cc: [{ address: "dan@example.com" }, { address: "eve@example.com" }],
      text: "On its way.\n.\nBye\n",
      html: expect.stringContaining("<p>On its <b>way</b></p>"),
    });
    expect(mail.to).toEqual([
      { name: "Ada Ö", address: "ada@example.com" },
      { name: "", address: "bo@example.com" },
      { name: "Cy", address: "cy@example.com" },
    ]);
    expect(mail.headers.map(({ key }) => key)).not.toContain("bcc");
    expect(mail.subject).toMatch(/^Order ö 7 ?Bcc: mallory@example.com$/);
  });

  it("sends attachments whose content is text, bytes, Base64 or data, and nothing of this computer", async () => {
    const files = [
      { name: "a.csv", content: "ö;1\n" },
      { name: "b.bin", content: new Uint8Array([0, 255, 13, 10]).buffer },
      { name: "c.txt", content: "w7Y=\n", encoding: "base64", type: "text/x-own" },
      {
        name: "d.json",
        content: new Map<string, unknown>([
          ["n", 1n],
          ["path", "/etc/passwd"],
        ]),
      },
      { name: "e.png", content: Buffer.from("PNG"), content_id: "<logo>" },
    ];
    const sent = await send(
      { to: ["ada@example.com"], text: "", html: '<img src="cid:logo">', attachments: "${files}" },
      { input: { files } },
    );
    expect(sent.error).toBeUndefined();
    const told = (await last()).attachments.map((one: Attachment) => [
      one.filename,
      one.mimeType,
      Buffer.from(one.content as ArrayBuffer).toString("latin1"),
    ]);
    expect(told.sort()).toEqual([
      ["a.csv", "text/csv", "\xc3\xb6;1\n"],
      ["b.bin", "application/octet-stream", "\0\xff\r\n"],
      ["c.txt", "text/x-own", "\xc3\xb6"],
      ["d.json", "application/json", '{\n  "n": "1",\n  "path": "/etc/passwd"\n}\n'],
      ["e.png", "image/png", "PNG"],
    ]);
    const refused = async (attachments: JsonObject[]) =>
      (await send({ to: ["ada@example.com"], attachments })).error?.message;
    expect(await refused([{ name: "x", content: "1" }, { content: "1" }])).toBe('Attachment 2 has no "name"');
    expect(await refused([{ name: "x", path: "/etc/passwd" }])).toBe('Attachment 1 has no "content"');
    expect(await refused([{ name: "x", content: "ö", encoding: "base64" }])).toBe(
      'Attachment 1 is no text in "base64"',
    );
  });

  it("passes on what Read mail saves of attachments without a name", async () => {
    const files = [
      { name: "", type: "image/png", size: 3, inline: true, content_id: "<logo>", content: Buffer.from("PNG") },
      {
        name: "",
        type: "message/rfc822",
        inline: false,
        content_id: null,
        content: Buffer.from("Subject: in\r\n\r\nHi\r\n"),
      },
    ];
    const params = { to: ["ada@example.com"], text: "", html: '<img src="cid:logo">', attachments: "${files}" };
    expect((await send(params, { input: { files } })).error).toBeUndefined();
    const { attachments } = await PostalMime.parse(mails.at(-1)?.source ?? "", { forceRfc822Attachments: true });
    expect(attachments).toEqual([
      expect.objectContaining({ filename: "attachment-1.png", mimeType: "image/png", contentId: "<logo>" }),
      expect.objectContaining({ mimeType: "message/rfc822" }),
    ]);
  });

  it("fails when a recipient is refused, and says who got it all the same", async () => {
    const count = mails.length;
    expect((await send({ to: ["nobody@example.com"], cc: ["nobody2@example.com"] })).error).toMatchObject({
      name: "MailException",
      message:
        "The server refused nobody@example.com (550 No such mailbox here), nobody2@example.com (550 No such mailbox here)",
    });
    expect(mails.length).toBe(count);
    const partly = await send({ to: ["ada@example.com", "nobody@example.com"] });
    expect([partly.error?.message, partly.data]).toEqual([
      "The server refused nobody@example.com (550 No such mailbox here); it took the mail for ada@example.com",
      undefined,
    ]);
    const ids = [mails.at(-1), (await send({ to: ["ada@example.com"] })) && mails.at(-1)].map(
      (mail) => /^Message-ID: .*$/m.exec(mail?.source ?? "")?.[0],
    );
    expect(ids[0]).toBe(ids[1]);
  });

  it("sends nothing that lacks a sender, a recipient or the form of an address", async () => {
    const refused = async (params: JsonObject) => (await send(params)).error?.message;
    expect(await refused({})).toBe("Nobody gets the mail: give to, cc or bcc");
    expect(await refused({ to: ["ada@example.com"], from: "" })).toBe("Nobody sends the mail: give from");
    expect(await refused({ to: ["ada@example.com"], from: "a@x.org, b@x.org" })).toMatch(/^One address sends a mail/);
    for (const wrong of ["ada", "a@b\r\nc@d", "a@b c@d", { name: "Ada" }]) {
      expect(await refused({ to: [wrong as string] })).toBe(`to: ${JSON.stringify(wrong)} is no address of mail`);
    }
    expect(
      (await send({ from: "", to: ["ada@example.com"] }, { settings: { from: "a@x.org" } })).error,
    ).toBeUndefined();
    expect(mails.at(-1)?.from).toBe("a@x.org");
  });

  it("says why there is no connection, without the password", async () => {
    const refused = async (settings: JsonObject) => (await send({ to: ["ada@example.com"] }, { settings })).error;
    expect(await refused({ password: "guessed-wrong" })).toMatchObject({
      name: "ConnectionException",
      message: expect.stringMatching(/^The connection "post" cannot be made: Invalid login: 535 Who are you\?$/),
    });
    expect((await refused({ certificate: "checked", ca: "" }))?.message).toMatch(/cannot be made: self-signed/);
    expect((await refused({ host: "127.0.0.1" }))?.message).toMatch(/cannot be made: .*does not match certificate/);
    expect(await refused({ host: "127.0.0.1", certificate: "unchecked", ca: "" })).toBeUndefined();
    expect((await refused({ port: 1 }))?.message).toMatch(/cannot be made: .*ECONNREFUSED/);
    expect((await refused({ tls: "on" }))?.message).toMatch(/cannot be made: /);
    expect((await refused({ tls: "yes" }))?.message).toBe(
      'The connection "post" cannot be used: "tls" is on, starttls or off',
    );
  });

  it("gives up when the step is ended or the server says nothing", async () => {
    const abortion = new AbortController();
    const sending = send({ to: ["silent@example.com"] }, { signal: abortion.signal });
    await isSilent;
    abortion.abort();
    expect((await sending).error?.message).toBe('The connection "post" was given up: the step was ended');
    const late = await send({ to: ["silent@example.com"], timeout: 1 });
    expect(late.error?.message).toMatch(/: (?:.*timeout|.*timed out|Greeting never received)$/i);
  });
});

onServer("Send mail with TLS from the start", tls, ({ connection, mails }) => {
  it("logs in", async () => {
    const params = { connection: "post", from: "shop@example.com", to: ["ada@example.com"] };
    expect((await runStep(SendMail, { params, connections: { post: connection } })).error).toBeUndefined();
    expect(mails).toMatchObject([{ isSecure: true, user: "tester" }]);
  });
});

onServer("Send mail without encryption", open, ({ connection, mails }) => {
  it("needs no login, and never goes out where encryption is wanted", async () => {
    const run = (settings: JsonObject) =>
      runStep(SendMail, {
        params: { connection: "post", from: "shop@example.com", to: ["ada@example.com"] },
        connections: { post: { ...connection, settings: { ...connection.settings, ...settings } } },
      });
    expect((await run({ tls: "starttls" })).error?.message).toMatch(
      /^The connection "post" cannot be made: .*STARTTLS/,
    );
    expect(mails).toEqual([]);
    expect((await run({})).error).toBeUndefined();
    expect(mails).toMatchObject([{ isSecure: false, user: undefined }]);
  });

  it("leaves no connection open, which a worker would be replaced for", async () => {
    const sockets: Socket[] = [];
    const note = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);
    subscribe("net.client.socket", note);
    const params = { connection: "post", from: "shop@example.com", to: ["ada@example.com"] };
    const { error } = await runStep(SendMail, { params, connections: { post: connection } });
    const open = sockets.map(({ destroyed }) => !destroyed);
    unsubscribe("net.client.socket", note);
    expect([error, open]).toEqual([undefined, [false]]);
  });
});
