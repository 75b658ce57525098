import { withQuery } from "./urls.ts";

export const payloadTypes = ["auto", "json", "form", "text"] as const;
export type PayloadType = (typeof payloadTypes)[number];

/** The body of a request with its content type; undefined = none. */
export type Payload = { body: string | Uint8Array; contentType: string } | undefined;

/**
 * Encodes a payload. `auto`: lists and objects become JSON, bytes stay bytes, text is JSON if it parses as a JSON list or object, else plain text.
 * `form` takes an object and repeats the name of a list.
 */
export function encodePayload(value: unknown, type: PayloadType): Payload {
  if (value === null || value === undefined || value === "") return undefined;
  if (value instanceof Uint8Array) return { body: value, contentType: "application/octet-stream" };
  if (type === "form") return { body: encodeForm(value), contentType: "application/x-www-form-urlencoded" };
  if (type === "text") return { body: toText(value), contentType: "text/plain; charset=utf-8" };
  if (type === "json") {
    return {
      body: typeof value === "string" && isJson(value) ? value : toJson(value),
      contentType: "application/json",
    };
  }
  if (typeof value !== "string") return { body: toJson(value), contentType: "application/json" };
  const looksLikeJson = /^\s*[[{]/.test(value) && isJson(value);
  return { body: value, contentType: looksLikeJson ? "application/json" : "text/plain; charset=utf-8" };
}

function encodeForm(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("A form payload is an object of fields");
  }
  return withQuery(new URL("http://form"), { ...value }).search.slice(1);
}

function toText(value: unknown): string {
  return typeof value === "object" ? toJson(value) : String(value);
}

function toJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`The payload cannot be written as JSON: ${typeof value}`);
  return text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
