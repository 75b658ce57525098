import { setTimeout as pause } from "node:timers/promises";
import type { HttpExchange, HttpResponse } from "./HttpClient.ts";
import { describeMismatch, HttpStatusException } from "./httpExceptions.ts";
import type { HttpConnection } from "./httpParameters.ts";
import { describeBody, type ResponseFormat, readBody } from "./responseBody.ts";
import type { ExpectedStatus } from "./statusCodes.ts";
import { redactUrl, withQuery } from "./urls.ts";

const maxRepeats = 3;

export interface DataRequest {
  connection: HttpConnection;
  exchange: HttpExchange;
  expected: ExpectedStatus;
  format: ResponseFormat;
  /** Whether credentials and the caller's headers go along; false for a page on another origin. */
  trusted: boolean;
  signal: AbortSignal;
  log: { debug(message: string): void; flow(message: string): void; error(message: string): void };
}

export interface DataResponse {
  status: number;
  headers: Record<string, string | string[]>;
  url: URL;
  data: unknown;
}

/**
 * Sends one request and reads its answer. Waits and asks again where the server says so (`retry_after_max`).
 * An unexpected status is logged with the manual's line and thrown as HttpStatusException.
 */
export async function requestData(call: DataRequest): Promise<DataResponse> {
  const { connection, expected, log } = call;
  const exchange = call.trusted ? withCredentials(call.exchange, connection) : withoutHeaders(call.exchange);
  const url = redactUrl(exchange.url, connection.secretQuery);
  for (let repeats = 0; ; repeats++) {
    const response = await connection.client.send(exchange);
    log.debug(`${exchange.method} ${url}: ${response.status}, ${response.body.length} bytes`);
    if (expected.matches(response.status)) {
      const data = readBody(response, { format: call.format, source: `${exchange.method} ${url}` });
      return { status: response.status, headers: response.headers, url: response.url, data };
    }
    const wait = repeats < maxRepeats ? retryAfter(response) : undefined;
    if (wait === undefined || wait > connection.retryAfterMaxMs) {
      const facts = { status: response.status, expected: expected.text, url };
      log.error(describeMismatch(facts));
      throw new HttpStatusException({ ...facts, body: describeBody(response) });
    }
    log.flow(`The server answered ${response.status} and asks to wait ${wait / 1000} s: ${url}`);
    await pause(wait, undefined, { signal: call.signal });
  }
}

function withCredentials(exchange: HttpExchange, { authentication }: HttpConnection): HttpExchange {
  const url = withQuery(exchange.url, authentication.query);
  return { ...exchange, url, headers: { ...exchange.headers, ...authentication.headers } };
}

function withoutHeaders(exchange: HttpExchange): HttpExchange {
  const accept = Object.entries(exchange.headers).filter(([name]) => name.toLowerCase() === "accept");
  return { ...exchange, headers: Object.fromEntries(accept) };
}

/** Milliseconds of `Retry-After` (seconds or an HTTP date) of a 429 or 503; undefined = not asked for. */
function retryAfter(response: HttpResponse): number | undefined {
  const value = response.headers["retry-after"];
  if ((response.status !== 429 && response.status !== 503) || typeof value !== "string") return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
