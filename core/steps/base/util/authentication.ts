import { connection, defineParameters, secret, select, text } from "sluice";
import type { ParameterReader } from "./ParameterReader.ts";
import { shownValue } from "./shownValue.ts";
import { createTokenAuthenticator, type TokenReader } from "./tokenAuthenticator.ts";

const section = "Authentication";
const when = (equals: string) => ({ parameter: "authentication", equals });

/** Parameters of every step that speaks HTTP: who is asking. */
export const authenticationParameters = defineParameters({
  authentication: select({
    title: "Authentication",
    description: "How the server recognises the caller.",
    options: [
      { value: "none", label: "None" },
      { value: "basic", label: "User and password" },
      { value: "bearer", label: "Bearer token" },
      { value: "api_key", label: "API key" },
      { value: "oauth2", label: "OAuth 2.0" },
    ],
    defaultValue: "none",
    section,
  }),
  connection: connection({
    title: "Connection",
    description: "The connection, of the kind oauth2, whose tokens let the caller in.",
    kinds: ["oauth2"],
    required: true,
    section,
    showWhen: when("oauth2"),
  }),
  username: text({
    title: "User",
    description: "Name of the user for basic authentication.",
    sampleValue: "${config.user}",
    required: true,
    section,
    showWhen: when("basic"),
  }),
  password: secret({
    title: "Password",
    description: "Password of the user, from an encrypted configuration value.",
    sampleValue: "${config.password}",
    section,
    showWhen: when("basic"),
  }),
  token: secret({
    title: "Token",
    description: "Sent as `Authorization: Bearer ...`, from an encrypted configuration value.",
    sampleValue: "${config.token}",
    required: true,
    section,
    showWhen: when("bearer"),
  }),
  api_key: secret({
    title: "API key",
    description: "The key, from an encrypted configuration value.",
    sampleValue: "${config.api_key}",
    required: true,
    section,
    showWhen: when("api_key"),
  }),
  api_key_name: text({
    title: "Name of the API key",
    description: "Header or query parameter that carries the key.",
    defaultValue: "X-API-Key",
    section,
    showWhen: when("api_key"),
  }),
  api_key_in: select({
    title: "API key in",
    description: "Where the key travels. A header does not end up in the logs of servers and proxies.",
    options: [
      { value: "header", label: "Header" },
      { value: "query", label: "Query parameter" },
    ],
    defaultValue: "header",
    section,
    showWhen: when("api_key"),
  }),
});

/** What the help of every step that speaks HTTP says of OAuth 2.0. */
export const oauthHelp = `
**OAuth 2.0.** A connection of the kind \`oauth2\` has the variables \`grant\` (\`client_credentials\`, or \`authorization_code\`: a person signs
in once, by the button of the connection or \`sluice connection login NAME\`), \`issuer\` (or \`token_url\` and \`authorization_url\`),
\`client_id\`, \`client_secret\` (encrypted) and, where the server wants them, \`scope\`, \`audience\`, \`resource\`,
\`client_authentication\` (\`basic\` or \`post\`), \`redirect_url\` on this computer, \`sign_in_parameters\` (\`prompt=consent\`) and \`ca\`, a certificate
in PEM that is trusted besides those of the system. The host renews a token before it expires, and once when the server answers 401; the step
gets the token and nothing else of the connection.
`;

/** What authentication adds to every exchange. */
export interface Authentication {
  headers: Record<string, string>;
  query: Record<string, string>;
}

/** How the calls of one attempt say who asks. */
export interface Authenticator {
  /** Names of the headers and query parameters that hold a secret. */
  secretHeaders: readonly string[];
  secretQuery: readonly string[];
  /** What the next exchange carries. */
  get(): Promise<Authentication>;
  /** What to try instead after an answer 401 to this; undefined = there is nothing else. */
  renew(refused: Authentication): Promise<Authentication | undefined>;
  /** The server took it. */
  taken(): void;
}

type AuthenticationReader = ParameterReader<typeof authenticationParameters> & TokenReader;

/** Reads the parameters above. Throws MissingParameterException when the chosen way lacks its credential; the others are not read. */
export function createAuthenticator(step: AuthenticationReader): Authenticator {
  if (step.getParameter("authentication") === "oauth2") return createTokenAuthenticator(step);
  const given = readAuthentication(step);
  return {
    secretHeaders: Object.keys(given.headers),
    secretQuery: Object.keys(given.query),
    get: async () => given,
    renew: async () => undefined,
    taken: () => undefined,
  };
}

function readAuthentication(step: AuthenticationReader): Authentication {
  const kind = step.getParameter("authentication");
  if (kind === "basic") {
    const pair = `${shownValue(step.getParameter("username"), "username")}:${step.getParameter("password") ?? ""}`;
    return { headers: { authorization: `Basic ${Buffer.from(pair).toString("base64")}` }, query: {} };
  }
  if (kind === "bearer") {
    return { headers: { authorization: `Bearer ${shownValue(step.getParameter("token"), "token")}` }, query: {} };
  }
  if (kind === "api_key") {
    const key = { [step.getParameter("api_key_name")]: shownValue(step.getParameter("api_key"), "api_key") };
    return step.getParameter("api_key_in") === "query" ? { headers: {}, query: key } : { headers: key, query: {} };
  }
  return { headers: {}, query: {} };
}
