import type { HttpResponse } from "./HttpClient.ts";
import { HttpBodyException } from "./httpExceptions.ts";

export const responseFormats = ["auto", "json", "text", "binary"] as const;
export type ResponseFormat = (typeof responseFormats)[number];

const longestShown = 500;

/**
 * The body as data. `auto` goes by the content type: JSON is parsed, text is decoded, the rest stays bytes.
 * An empty JSON body is null. Throws HttpBodyException for JSON that cannot be parsed; `source` names the exchange.
 */
export function readBody(response: HttpResponse, options: { format: ResponseFormat; source: string }): unknown {
  const type = contentType(response);
  const format = options.format === "auto" ? formatFor(type) : options.format;
  if (format === "binary") return new Uint8Array(response.body);
  const text = decodeText(response.body, type);
  return format === "json" ? parseBody(text, { type, source: options.source }) : text;
}

/** A body for a message: whole when it is short text, else its size. A part of it could hold a part of a secret, which nothing would mask. */
export function describeBody(response: HttpResponse): string {
  const type = contentType(response);
  const size = response.body.length;
  if (size === 0) return "";
  if (formatFor(type) === "binary" || size > 4 * longestShown) return `${size} bytes of ${type || "unknown type"}`;
  return describeText(decodeText(response.body, type).trim());
}

/** Text for a message: whole when it is short, else its length. */
export function describeText(text: string): string {
  return text.length > longestShown ? `${text.length} characters` : text;
}

function parseBody(text: string, facts: { type: string; source: string }): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Without the piece of the text that the parser quotes.
    const reason = message.replace(/,? (?:\.\.\.)?".*" is not valid JSON$/s, "");
    throw new HttpBodyException(
      `The answer of ${facts.source} is not JSON (content type ${facts.type || "not given"}): ${reason}`,
    );
  }
}

function contentType(response: HttpResponse): string {
  return String(response.headers["content-type"] ?? "");
}

function formatFor(type: string): Exclude<ResponseFormat, "auto"> {
  const media = (type.split(";")[0] ?? "").trim().toLowerCase();
  if (/^(application|text)\/([\w.-]+\+)?json$/.test(media)) return "json";
  const textual = /^(text\/.*|application\/(.*\+)?(xml|yaml|javascript|x-www-form-urlencoded|graphql|x-ndjson|csv))$/;
  return media === "" || textual.test(media) ? "text" : "binary";
}

function decodeText(bytes: Uint8Array, type: string): string {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
