import { defineParameters, secret, select, text } from "sluice";
import type { ParameterReader } from "./ParameterReader.ts";
import { shownValue } from "./shownValue.ts";

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
    ],
    defaultValue: "none",
    section,
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

/** What authentication adds to every exchange. */
export interface Authentication {
  headers: Record<string, string>;
  query: Record<string, string>;
}

/** Reads the parameters above. Throws MissingParameterException when the chosen way lacks its credential; the others are not read. */
export function readAuthentication(step: ParameterReader<typeof authenticationParameters>): Authentication {
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
