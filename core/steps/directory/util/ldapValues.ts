import { ParameterValueException } from "sluice";

/**
 * The values of an attribute as a directory writes them: texts as they are, numbers in digits, TRUE and FALSE, moments as
 * generalized time, bytes as they are. null = no value. Throws ParameterValueException for anything else.
 */
export function toLdapValues(given: unknown, what: string): (string | Buffer)[] {
  const list: unknown[] = Array.isArray(given) ? given : [given];
  return list.filter((one) => one !== null && one !== undefined).map((one) => toLdapValue(one, what));
}

function toLdapValue(value: unknown, what: string): string | Buffer {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (value instanceof Date) return value.toISOString().replace(/[-:T]|\.\d+/g, "");
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new ParameterValueException(`${what} is neither text, number, boolean, date nor bytes`, []);
}

/** What has no text, whatever its bytes happen to be. */
export const binaryAttributes = [
  "audio",
  "cACertificate",
  "certificateRevocationList",
  "crossCertificatePair",
  "jpegPhoto",
  "msExchMailboxGuid",
  "nTSecurityDescriptor",
  "objectGUID",
  "objectSid",
  "photo",
  "sIDHistory",
  "thumbnailLogo",
  "thumbnailPhoto",
  "tokenGroups",
  "userCertificate",
  "userPKCS12",
  "userSMIMECertificate",
];
