import { getCACertificates } from "node:tls";
import type { Dispatcher } from "undici";
// One by one: the main entry of undici sets a global dispatcher, and a worker whose globals changed is thrown away.
import request from "undici/lib/api/api-request.js";
import EnvHttpProxyAgent from "undici/lib/dispatcher/env-http-proxy-agent.js";
import redirect from "undici/lib/interceptor/redirect.js";
import { HttpRequestException } from "./httpExceptions.ts";
import { unpackBody } from "./unpackBody.ts";
import { redactUrl } from "./urls.ts";

const maxRedirects = 10;

export interface HttpClientOptions {
  /** Longest time of one exchange with its body, ms. */
  timeoutMs: number;
  /** Largest body, packed and unpacked, bytes. */
  maxBytes: number;
  followRedirects: boolean;
  verifyTls: boolean;
  /** Certificates in PEM trusted besides those of the system. */
  certificateAuthority?: string | undefined;
  /** Header names that must not follow a redirect to another origin, besides Authorization and Cookie. */
  secretHeaders: readonly string[];
  /** Query parameters hidden in messages. */
  secretQuery: readonly string[];
  /** Ends every exchange. */
  signal: AbortSignal;
}

export interface HttpExchange {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body?: string | Uint8Array | undefined;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string | string[]>;
  /** Where the answer came from after redirects. */
  url: URL;
  /** Unpacked. */
  body: Uint8Array;
}

export interface HttpClient {
  /** Any status is an answer; only a broken exchange throws, as HttpRequestException naming method, URL and cause. */
  send(exchange: HttpExchange): Promise<HttpResponse>;
  /** Closes every connection. */
  close(): Promise<void>;
}

/** An HTTP client for one attempt of a step. Proxies come from HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const connect = {
    timeout: options.timeoutMs,
    rejectUnauthorized: options.verifyTls,
    ...(options.certificateAuthority && { ca: [...getCACertificates("default"), options.certificateAuthority] }),
  };
  const agent = new EnvHttpProxyAgent({
    connect,
    requestTls: connect,
    proxyTls: connect,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: options.maxBytes,
  });
  const dispatcher = options.followRedirects
    ? agent.compose(
        redirect({
          maxRedirections: maxRedirects,
          throwOnMaxRedirect: true,
          stripHeadersOnCrossOriginRedirect: [...options.secretHeaders],
        }),
      )
    : agent;
  return {
    send: (exchange) => send({ exchange, options, dispatcher }),
    close: () => agent.destroy(),
  };
}

async function send(call: {
  exchange: HttpExchange;
  options: HttpClientOptions;
  dispatcher: Dispatcher;
}): Promise<HttpResponse> {
  const { exchange, options, dispatcher } = call;
  options.signal.throwIfAborted();
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), options.timeoutMs);
  try {
    const { url } = exchange;
    const answer = await request.call(dispatcher, {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: exchange.method,
      headers: { "accept-encoding": "gzip, deflate, br", ...userOf(url), ...exchange.headers },
      body: exchange.body ?? null,
      signal: AbortSignal.any([options.signal, timeout.signal]),
    });
    const packed = await answer.body.bytes();
    const headers = withoutUndefined(answer.headers);
    const body = await unpackBody(packed, { encoding: headers["content-encoding"], maxBytes: options.maxBytes });
    return { status: answer.statusCode, headers, url: lastUrl(answer.context) ?? url, body };
  } catch (error) {
    if (options.signal.aborted) throw options.signal.reason;
    throw new HttpRequestException({
      method: exchange.method,
      url: redactUrl(exchange.url, options.secretQuery),
      reason: timeout.signal.aborted ? `no complete answer within ${options.timeoutMs / 1000} s` : undefined,
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** User and password written into a URL, as every HTTP client sends them. */
function userOf(url: URL): Record<string, string> {
  if (url.username === "" && url.password === "") return {};
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

function withoutUndefined(headers: Record<string, string | string[] | undefined>): HttpResponse["headers"] {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string | string[]] => !!entry[1]),
  );
}

function lastUrl(context: unknown): URL | undefined {
  const history: unknown =
    typeof context === "object" && context !== null ? Reflect.get(context, "history") : undefined;
  const last: unknown = Array.isArray(history) ? history.at(-1) : undefined;
  return last instanceof URL ? last : undefined;
}
