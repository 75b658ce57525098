import { fileURLToPath } from "node:url";
import type { JsonObject } from "../../core/base/json.ts";

export const secretSteps = fileURLToPath(new URL("../fixtures/secretSteps", import.meta.url));

/** Letters, digits, and all that encoders treat in their own way. */
export const token = 'Zq7/tök+en "quo\\te" 50%&x=ä€😀 zebra';
export const pem = [
  "-----BEGIN PRIVATE KEY-----",
  "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj/+abcQDAgEAAoIBAQC7VJTUt9Us8cKj",
  "q83hHnVqJ/8yT+Zk1sPBeMdRfa9RGgnsC2xHw4uOEuL0vWbNy3i=",
  "-----END PRIVATE KEY-----",
].join("\n");
/** Not text: it must stay a number in a parameter and be masked as text. */
export const account = 8_675_309_421;
/** Too short to be looked for within text. */
export const short = "k9!";

export const secrets = [token, pem, String(account)];

export const configuration = (name: string, encrypted: boolean): JsonObject => ({
  name,
  configuration_data: [
    { name: "token", value: token, encrypted },
    { name: "pem", value: pem, encrypted },
    { name: "account", value: account, encrypted },
    { name: "short", value: short, encrypted },
    { name: "open", value: "not a secret at all", encrypted: false },
  ],
});

const variables = [
  { variable: "token", suffix: "" },
  { variable: "pem", suffix: " lines" },
  { variable: "account", suffix: " number" },
];

/** A run that leaves its secrets wherever a run can leave something. `closedUrl`: where nothing listens. */
export function leakyApplication(closedUrl: string): JsonObject {
  const steps = variables.flatMap(({ variable, suffix }) => {
    const secret = `\${config.${variable}}`;
    const quiet = { continue_on_error: true, secret };
    return [
      { name: `log${suffix}`, file: "LogsSecret", secret },
      { name: `throw${suffix}`, file: "ThrowsSecret", ...quiet, retry_max: 1, retry_countdown: 0 },
      { name: `throw text${suffix}`, file: "ThrowsText", ...quiet },
      { name: `die${suffix}`, file: "DiesWithSecret", ...quiet },
      { name: `save${suffix}`, file: "SavesSecret", secret, output_to: [`digest${suffix}`] },
      { name: `digest${suffix}`, file: "DigestsInput", path: "digests" },
      { name: `large${suffix}`, file: "SavesLargeSecret", secret, output_to: [`digest large${suffix}`] },
      { name: `digest large${suffix}`, file: "DigestsInput", path: "digests" },
      { name: `rows${suffix}`, file: "SavesSecretRows", secret, output_to: [`digest rows${suffix}`] },
      { name: `digest rows${suffix}`, file: "DigestsInput", path: "digests" },
      { name: `fetch${suffix}`, file: "FetchesWithSecret", ...quiet, url: closedUrl },
      { name: `trigger${suffix}`, file: "TriggersWithSecret", secret, application: "handed_on" },
      { name: `fail${suffix}`, file: "ThrowsSecret", secret, error_to: [`on error${suffix}`] },
      { name: `on error${suffix}`, file: "DigestsInput", path: "digests" },
      { name: `parameter${suffix}`, file: "ReadsParameter", step: `save${suffix}`, data_from: [`save${suffix}`] },
      {
        name: `query${suffix}`,
        file: "QueryREST",
        continue_on_error: true,
        method: "POST",
        prefix_url: closedUrl,
        relative_url: `/${secret}`,
        params: { token: secret },
        headers: { "x-token": "open" },
        payload: { secret },
      },
      { name: `keep${suffix}`, file: "CacheSave", key: `kept ${secret}`, value: secret },
      { name: `say${suffix}`, file: "Log", message: `Saying ${secret}` },
      {
        name: `compute${suffix}`,
        file: "Transform",
        expression: `$error('computed')`,
        continue_on_error: true,
        secret,
      },
    ];
  });
  return { name: "leaky", configuration: "prod", app_variables: [], generate_report: true, steps };
}

/** What the leaky application triggers. It has no configuration: its secrets are those of the run that triggers it. */
export const handedOn: JsonObject = {
  name: "handed_on",
  app_variables: [{ name: "handed" }],
  generate_report: true,
  steps: [
    { name: "log", file: "LogsSecret", secret: "${appvar.handed}", output_to: ["save"] },
    { name: "save", file: "SavesSecret", secret: "${appvar.handed}", output_to: ["throw"] },
    { name: "throw", file: "ThrowsSecret", secret: "${appvar.handed}", error_to: ["end"] },
    { name: "end", file: "DigestsInput", path: "digests" },
  ],
};
