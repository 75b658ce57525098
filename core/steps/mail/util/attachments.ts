import { ParameterValueException, toJson } from "sluice";

/** A file that goes with a mail. */
export interface Attachment {
  /** "" = it has none in a mail that was read; the library gives it one by its type. */
  filename: string;
  content: Buffer;
  contentType: string | undefined;
  cid: string | undefined;
}

/** The attachments of a parameter. Throws ParameterValueException, which says which one is wrong. */
export function readAttachments(given: unknown): Attachment[] {
  if (given === null || given === undefined) return [];
  const list: unknown[] = Array.isArray(given) ? given : [given];
  return list.map((one, index) => {
    const { name, content, encoding, type, content_id: id } = Object(one) as Record<string, unknown>;
    const fail = (reason: string): never => {
      throw new ParameterValueException(`Attachment ${index + 1} ${reason}`, ["attachments"]);
    };
    const filename = typeof name === "string" ? name : fail('has no "name"');
    if (content === undefined || content === null) fail('has no "content"');
    return {
      filename,
      content: encoding === "base64" ? fromBase64(content, fail) : toBytes(content),
      contentType: typeof type === "string" ? type : undefined,
      // Without the brackets that it has in the mail.
      cid: typeof id === "string" ? id.replace(/^<|>$/g, "") : undefined,
    };
  });
}

function fromBase64(content: unknown, fail: (reason: string) => never): Buffer {
  const text = typeof content === "string" ? content.replace(/\s+/g, "") : fail('is no text in "base64"');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, "base64") : fail('is no text in "base64"');
}

/** Of a text its UTF-8, of anything else but bytes its JSON. */
function toBytes(content: unknown): Buffer {
  if (typeof content === "string") return Buffer.from(content);
  if (content instanceof ArrayBuffer) return Buffer.from(content);
  if (ArrayBuffer.isView(content)) return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return Buffer.from(`${toJson(content, 2)}\n`);
}
