import { ImapFlow } from "imapflow";
import type { DovecotServer } from "./startDovecot.ts";

/** Logs in to the mailbox of a test server that encrypts when asked to, for what a test does beside the step. */
export async function openMailbox({ settings }: DovecotServer["connection"]): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: String(settings.host),
    port: Number(settings.port),
    doSTARTTLS: true,
    tls: { ca: String(settings.ca) },
    auth: { user: String(settings.user), pass: String(settings.password) },
    disableAutoIdle: true,
    logger: false,
  });
  await client.connect();
  return client;
}
