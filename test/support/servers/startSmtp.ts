import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import type { Connection } from "../../../core/model/Connection.ts";
import { makeCertificate } from "./makeCertificate.ts";
import { startIn, type TestServer } from "./runServer.ts";

export interface SmtpTestServer {
  connection: Omit<Connection, "name"> & { settings: Record<string, string | number> };
  certificate: string;
  /** What was taken, oldest first. */
  mails: { from: string; to: string[]; isSecure: boolean; user: string | undefined; source: string }[];
  /** Settles when it was first asked for a recipient for whom it never answers. */
  isSilent: Promise<void>;
}

/** A password that must never be seen. */
const password = "smtp-swordfish 'ö\" 42";

/**
 * An SMTP server in this process that lets in the user `tester`, by a login or, with `login: false`, everybody without one. It
 * refuses recipients whose address begins with `nobody`, and never answers for one that begins with `silent`.
 */
export async function startSmtp({
  tls = "starttls",
  login = true,
  token,
}: {
  tls?: "on" | "starttls" | "off";
  login?: boolean;
  /** Lets in by this token, and by no password. */
  token?: string;
} = {}): Promise<TestServer<SmtpTestServer>> {
  return startIn<SmtpTestServer>(async (folder) => {
    const { cert, keyFile } = makeCertificate(folder);
    const mails: SmtpTestServer["mails"] = [];
    const silent = Promise.withResolvers<void>();
    const server = new SMTPServer({
      secure: tls === "on",
      cert,
      key: readFileSync(keyFile),
      disabledCommands: [...(tls === "starttls" ? [] : ["STARTTLS"]), ...(login ? [] : ["AUTH"])],
      allowInsecureAuth: tls === "off",
      authOptional: !login,
      closeTimeout: 100,
      ...(token !== undefined && { authMethods: ["XOAUTH2"] }),
      onAuth: ({ username, password: given, accessToken }, _session, done) => {
        if (token !== undefined && username === "tester" && accessToken === token) done(null, { user: username });
        else if (token !== undefined) done(null, { data: { status: "401", schemes: "bearer" } });
        else if (username === "tester" && given === password) done(null, { user: username });
        else done(new Error("Who are you?"));
      },
      onRcptTo: ({ address }, _session, done) => {
        if (address.startsWith("silent")) return silent.resolve();
        done(address.startsWith("nobody") ? new Error("No such mailbox here") : null);
      },
      onData: (stream, { envelope, secure, user }, done) => {
        const { mailFrom, rcptTo } = envelope;
        void buffer(stream).then((source) => {
          const from = mailFrom === false ? "" : mailFrom.address;
          const to = rcptTo.map(({ address }) => address);
          mails.push({ from, to, isSecure: secure, user: user?.toString(), source: source.toString() });
          done(null, "Taken");
        }, done);
      },
    });
    // Who does not like the certificate hangs up.
    server.on("error", () => undefined);
    const listening = server.listen(0, "127.0.0.1");
    await once(listening, "listening");
    const { port } = listening.address() as AddressInfo;
    const user = login ? { user: "tester", password } : {};
    return {
      connection: {
        kind: "smtp",
        settings: { host: "localhost", port, tls, certificate: "checked", ca: cert, ...user },
      },
      certificate: cert,
      mails,
      isSilent: silent.promise,
      stop: () => new Promise((resolve) => server.close(() => resolve())),
    };
  });
}
