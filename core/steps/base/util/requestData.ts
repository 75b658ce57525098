import { setTimeout as pause } from "node:timers/promises";
import type { Authentication } from "./authentication.ts";
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
  const { authenticator, secretQuery } = connection;
  let credentials = call.trusted ? await authenticator.get() : undefined;
  let renewed = false;
  for (let repeats = 0; ; repeats++) {
    const exchange = credentials ? withCredentials(call.exchange, credentials) : withoutHeaders(call.exchange);
    const url = redactUrl(exchange.url, secretQuery);
    const response = await connection.client.send(exchange);
    log.debug(`${exchange.method} ${url}: ${response.status}, ${response.body.length} bytes`);
    if (credentials !== undefined && response.status === 401 && !renewed) {
      renewed = true;
      const fresh = await authenticator.renew(credentials);
      if (fresh !== undefined) {
        log.flow(`The server answered 401; asked again with a fresh token: ${url}`);
        credentials = fresh;
        repeats -= 1;
        continue;
      }
    }
    if (response.status !== 401) authenticator.taken();
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

function withCredentials(exchange: HttpExchange, { query, headers }: Authentication): HttpExchange {
  return { ...exchange, url: withQuery(exchange.url, query), headers: { ...exchange.headers, ...headers } };
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
