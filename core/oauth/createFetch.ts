import { getCACertificates } from "node:tls";
import { EnvHttpProxyAgent, fetch } from "undici";

/** Longest answer, bytes: tokens and descriptions are small. */
const maxBytes = 1_000_000;

export type Fetch = (url: string, options: FetchOptions) => Promise<Response>;

interface FetchOptions {
  method: string;
  headers: Record<string, string>;
  body?: string | URLSearchParams | null | undefined;
  redirect?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** A `fetch` that goes through the proxies of the environment and trusts a certificate besides those of the system. */
export function createFetch({ certificateAuthority }: { certificateAuthority: string | undefined }): {
  fetch: Fetch;
  close(): Promise<void>;
} {
  const connect =
    certificateAuthority === undefined ? {} : { ca: [...getCACertificates("default"), certificateAuthority] };
  const dispatcher = new EnvHttpProxyAgent({ connect, requestTls: connect, maxResponseSize: maxBytes });
  return {
    fetch: async (url, { body, redirect, signal, ...rest }) =>
      (await fetch(url, {
        ...rest,
        body: body === undefined || body === null ? null : String(body),
        redirect: redirect === "manual" ? "manual" : "follow",
        signal: signal ?? null,
        dispatcher,
      })) as unknown as Response,
    close: () => dispatcher.destroy(),
  };
}
