import type { HttpResponse } from "./HttpClient.ts";
import { HttpBodyException } from "./httpExceptions.ts";

export const responseFormats = ["auto", "json", "text", "binary"] as const;
export type ResponseFormat = (typeof responseFormats)[number];

const shownCharacters = 200;

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

/** The first characters of a body for a message, on one line. */
export function excerpt(response: HttpResponse): string {
  const type = contentType(response);
  if (formatFor(type) === "binary") return response.body.length === 0 ? "" : `${response.body.length} bytes of ${type}`;
  const text = decodeText(response.body.subarray(0, 4 * shownCharacters), type)
    .replace(/\s+/g, " ")
    .trim();
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}...` : text;
}

function parseBody(text: string, facts: { type: string; source: string }): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
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
