import type { FetchMessageObject } from "imapflow";
import PostalMime, { type Address, type Email, type Header, type Mailbox } from "postal-mime";
import { StepException } from "sluice";

/** A mailbox that cannot be read or changed, or a message in it. */
export class MailboxException extends StepException {}

/** A message as data. Throws MailboxException when its parts cannot be told apart. */
export async function readMessage(
  { uid, flags, internalDate, source = Buffer.alloc(0) }: FetchMessageObject,
  { withContent }: { withContent: boolean },
): Promise<Record<string, unknown>> {
  const mail = await parse(uid, source);
  return {
    uid,
    message_id: mail.messageId ?? null,
    in_reply_to: mail.inReplyTo ?? null,
    date: toDate(mail.date),
    received: toDate(internalDate),
    seen: flags?.has("\\Seen") === true,
    size: source.length,
    from: toAddresses(mail.from && [mail.from])[0] ?? null,
    reply_to: toAddresses(mail.replyTo),
    to: toAddresses(mail.to),
    cc: toAddresses(mail.cc),
    subject: mail.subject ?? "",
    text: mail.text ?? null,
    html: mail.html ?? null,
    attachments: mail.attachments.map(({ filename, mimeType, disposition, contentId, content }) => {
      const bytes = typeof content === "string" ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
      return {
        name: filename ?? "",
        type: mimeType,
        size: bytes.length,
        inline: disposition === "inline",
        content_id: contentId ?? null,
        ...(withContent && { content: bytes }),
      };
    }),
    headers: toHeaders(mail.headers),
  };
}

async function parse(uid: number, source: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(source, { forceRfc822Attachments: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MailboxException(`The message with the UID ${uid} cannot be read: ${reason}`, { cause });
  }
}

/** null = there is none that can be understood. */
function toDate(given: string | Date | undefined): Date | null {
  const date = new Date(given ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Those of a group one by one. */
function toAddresses(given: readonly Address[] = []): { name: string; address: string }[] {
  const toOne = ({ name, address }: Mailbox) => ({ name, address });
  return given.flatMap((one) => (one.group === undefined ? [toOne(one as Mailbox)] : one.group.map(toOne)));
}

/** By name in lower case; a header that stands there several times is a list. */
function toHeaders(headers: readonly Header[]): Record<string, string | string[]> {
  const values = new Map<string, string[]>();
  for (const { key, value } of headers) values.set(key, [...(values.get(key) ?? []), value]);
  return Object.fromEntries([...values].map(([key, all]) => [key, all.length === 1 ? (all[0] as string) : all]));
}
