import { boolean, defineParameters, duration, longText, number } from "sluice";
import { type Authenticator, authenticationParameters, createAuthenticator } from "./authentication.ts";
import { createHttpClient, type HttpClient } from "./HttpClient.ts";
import type { ParameterReader } from "./ParameterReader.ts";
import type { TokenReader } from "./tokenAuthenticator.ts";

const section = "Connection";

/** Parameters of every step that speaks HTTP: who is asking, and how the connection is made. */
export const httpParameters = defineParameters({
  ...authenticationParameters,
  timeout: duration({
    title: "Timeout",
    description: "Longest time for one answer with its body.",
    defaultValue: 30,
    min: 0.001,
    section,
  }),
  verify_tls: boolean({
    title: "Check the certificate",
    description: "Refuse servers whose TLS certificate is not trusted. Off only for tests.",
    defaultValue: true,
    section,
  }),
  ca_certificate: longText({
    title: "Certificate authority",
    description: "Certificates in PEM that are trusted besides those of the system.",
    sampleValue: "-----BEGIN CERTIFICATE-----\n...",
    section,
    advanced: true,
  }),
  follow_redirects: boolean({
    title: "Follow redirects",
    description: "At most 10. Credentials do not follow to another origin.",
    defaultValue: true,
    section,
    advanced: true,
  }),
  retry_after_max: duration({
    title: "Longest wait the server may ask for",
    description:
      "An answer 429 or 503 with `Retry-After` up to this long is asked again after that time, at most 3 times. 0 = fail at once.",
    defaultValue: 30,
    min: 0,
    section,
    advanced: true,
  }),
  max_response_mb: number({
    title: "Largest answer",
    description: "Megabytes, packed or unpacked; a larger answer fails.",
    defaultValue: 100,
    min: 0.001,
    section,
    advanced: true,
  }),
});

/** The connection of one attempt. Close the client when done. */
export interface HttpConnection {
  client: HttpClient;
  authenticator: Authenticator;
  /** Query parameters that must not show in messages. */
  secretQuery: readonly string[];
  retryAfterMaxMs: number;
}

/** Reads the parameters above and makes a client of them. */
export function openConnection(
  step: ParameterReader<typeof httpParameters> & TokenReader & { readonly signal: AbortSignal },
): HttpConnection {
  const authenticator = createAuthenticator(step);
  const { secretHeaders, secretQuery } = authenticator;
  const client = createHttpClient({
    timeoutMs: step.getParameter("timeout"),
    maxBytes: Math.round(step.getParameter("max_response_mb") * 1_000_000),
    followRedirects: step.getParameter("follow_redirects"),
    verifyTls: step.getParameter("verify_tls"),
    certificateAuthority: step.getParameter("ca_certificate") ?? undefined,
    secretHeaders,
    secretQuery,
    signal: step.signal,
  });
  return { client, authenticator, secretQuery, retryAfterMaxMs: step.getParameter("retry_after_max") };
}
