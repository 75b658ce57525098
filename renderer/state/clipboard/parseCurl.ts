import { parse } from "shell-quote";
import { type JsonObject, type JsonValue, setOwn } from "../../../core/base/json.ts";

export interface CurlStep {
  /** The entry of a Query REST step. */
  entry: JsonObject;
  /** Credentials that were left out: documents hold none. They are expected in configuration variables of these names. */
  secrets: string[];
  /** Parts of the command, as they are written, that change the request and that such a step has no place for. */
  leftOut: string[];
}

/** Reads a `curl` command, as browsers and manuals give it, as a Query REST step. Undefined for any other text. */
export function parseCurl(text: string): CurlStep | undefined {
  const tokens = readTokens(text.trim());
  const end = tokens.findIndex((token) => typeof token !== "string");
  const words = (end === -1 ? tokens : tokens.slice(0, end)).filter((token) => typeof token === "string");
  if (words[0] !== "curl" && words[0] !== "curl.exe") return undefined;
  const call = readWords(words.slice(1));
  const url = findUrl(call.url);
  return url === undefined ? undefined : toStep(call, url);
}

/** No tokens where the text is none of a shell, as with an empty `${}`. */
function readTokens(text: string): ReturnType<typeof parse> {
  try {
    // A backslash at the end of a line goes on with the next one; variables of the shell stay as they are written.
    const line = text.replace(/^[$%>#]\s+(?=curl)/, "").replace(/\s[\\^]\r?\n/g, " ");
    // As browsers copy it for the command line of Windows, where a caret stands before all that it takes for itself.
    return parse(line.includes('^"') ? line.replace(/\^([\s\S])/g, "$1") : line, (name) => `$${name}`);
  } catch {
    return [];
  }
}

interface CurlCall {
  url: string | undefined;
  method: string | undefined;
  headers: [string, string][];
  data: string[];
  json: boolean;
  get: boolean;
  head: boolean;
  insecure: boolean;
  user: string | undefined;
  bearer: string | undefined;
  timeout: number | undefined;
  isSent: boolean;
  leftOut: string[];
}

type Taker = (call: CurlCall, value: string) => void;

const takesText: Taker = ({ data }, value) => data.push(value);
/** Data that begins with `@` is the content of a file, which stays where it is. */
const takesData: Taker = (call, value) => {
  call.isSent = true;
  if (value.startsWith("@")) call.leftOut.push(`-d ${value}`);
  else takesText(call, value);
};
const leavesOut =
  (option: string): Taker =>
  ({ leftOut }, value) =>
    leftOut.push(`${option} ${value}`);
const takesHeader: Taker = ({ headers }, value) => {
  const [, name, content] = /^([^:]+):\s*(.*)$/s.exec(value) ?? [];
  if (name !== undefined && content !== undefined) headers.push([name.trim(), content]);
};

/** Options with a value, by every name they have. Any other option with a value in its own word is passed over. */
const withValue: Record<string, Taker> = {
  "-X": (call, value) => Object.assign(call, { method: value.toUpperCase() }),
  "-H": takesHeader,
  "-d": takesData,
  "--data-raw": takesText,
  "-F": (call, value) => {
    call.isSent = true;
    call.leftOut.push(`-F ${value}`);
  },
  "-x": leavesOut("--proxy"),
  "--cacert": leavesOut("--cacert"),
  "--resolve": leavesOut("--resolve"),
  // What follows may hold a pass phrase.
  "-E": ({ leftOut }) => leftOut.push("--cert"),
  "--key": leavesOut("--key"),
  "-T": (call, value) => {
    call.method ??= "PUT";
    call.leftOut.push(`-T ${value}`);
  },
  "--data-urlencode": ({ data }, value) => {
    const [, name = "", content = ""] = /^([^=]*)=(.*)$/s.exec(value) ?? [undefined, "", value];
    data.push(`${name === "" ? "" : `${name}=`}${encodeURIComponent(content)}`);
  },
  "--json": (call, value) => {
    takesData(call, value);
    call.json = true;
  },
  "-u": (call, value) => Object.assign(call, { user: value }),
  "--oauth2-bearer": (call, value) => Object.assign(call, { bearer: value }),
  "-A": ({ headers }, value) => headers.push(["User-Agent", value]),
  "-e": ({ headers }, value) => headers.push(["Referer", value]),
  // Without `=` it is the name of a file.
  "-b": ({ headers, leftOut }, value) =>
    value.includes("=") ? headers.push(["Cookie", value]) : leftOut.push(`-b ${value}`),
  "-m": (call, value) => Object.assign(call, { timeout: Number(value) }),
  "--url": (call, value) => Object.assign(call, { url: value }),
};

const alone: Record<string, (call: CurlCall) => void> = {
  "-G": (call) => Object.assign(call, { get: true }),
  "-I": (call) => Object.assign(call, { head: true }),
  "-k": (call) => Object.assign(call, { insecure: true }),
};

const shortNames: Record<string, string> = {
  ...{ "--request": "-X", "--header": "-H", "--data": "-d", "--data-ascii": "-d" },
  ...{ "--data-binary": "-d", "--user": "-u", "--user-agent": "-A", "--referer": "-e", "--cookie": "-b" },
  ...{ "--max-time": "-m", "--get": "-G", "--head": "-I", "--insecure": "-k" },
  ...{ "--form": "-F", "--proxy": "-x", "--cert": "-E", "--upload-file": "-T" },
};

/** Options whose value is of no use to a step, but must not pass for the address. */
const passedOver = new Set(
  "-o --output -w --write-out --connect-timeout --retry --retry-delay -c --cookie-jar --ciphers -Y -y --limit-rate".split(
    " ",
  ),
);

function readWords(words: readonly string[]): CurlCall {
  const call: CurlCall = {
    ...{ url: undefined, method: undefined, headers: [], data: [], json: false, get: false, head: false },
    ...{ insecure: false, user: undefined, bearer: undefined, timeout: undefined },
    ...{ isSent: false, leftOut: [] },
  };
  for (let index = 0; index < words.length; index += 1) {
    const { name, value } = splitOption(words[index] ?? "");
    const take = withValue[name];
    if (take !== undefined) {
      if (value === undefined) index += 1;
      take(call, value ?? words[index] ?? "");
    } else if (passedOver.has(name)) {
      if (value === undefined) index += 1;
    } else if (name.startsWith("-")) {
      // Short options without a value may stand together: -sSL.
      const each = name.startsWith("--") ? [name] : [...name.slice(1)].map((letter) => `-${letter}`);
      for (const option of each) alone[option]?.(call);
    } else if (name !== "") call.url ??= name;
  }
  return call;
}

/** `--request=PUT` and `-XPUT` are an option with its value in one word. */
function splitOption(word: string): { name: string; value: string | undefined } {
  const long = /^(--[\w-]+)=(.*)$/s.exec(word);
  if (long !== null) return { name: shortNames[long[1] ?? ""] ?? long[1] ?? "", value: long[2] };
  const short = word.startsWith("--") ? "" : word.slice(0, 2);
  if (word.length > 2 && (withValue[short] !== undefined || passedOver.has(short)))
    return { name: short, value: word.slice(2) };
  return { name: shortNames[word] ?? word, value: undefined };
}

function findUrl(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

function toStep(call: CurlCall, url: URL): CurlStep {
  const body = call.data.join("&");
  const inUrl = call.get ? `${url.search === "" ? "?" : `${url.search}&`}${body}` : url.search;
  const hasBody = call.data.length > 0 && !call.get;
  const method = call.method ?? (call.head ? "HEAD" : hasBody || (call.isSent && !call.get) ? "POST" : "GET");
  const entry: JsonObject = {
    name: `${method} ${url.hostname}${url.pathname === "/" ? "" : url.pathname}`,
    file: "QueryREST",
    method,
    prefix_url: url.origin,
    relative_url: url.pathname === "/" ? "" : decodePath(url.pathname),
  };
  const params = readParams(inUrl);
  if (Object.keys(params).length > 0) entry.params = params;
  const { headers, contentType, credentials } = readHeaders(call, url);
  if (hasBody) {
    const { isPlain, ...payload } = toPayload(body, call.json ? "application/json" : contentType);
    Object.assign(entry, payload);
    if (isPlain) setOwn(headers, "Content-Type", contentType);
  }
  if (Object.keys(headers).length > 0) entry.headers = headers;
  if (call.insecure) entry.verify_tls = false;
  if (call.timeout !== undefined && call.timeout > 0) entry.timeout = call.timeout;
  return { entry: { ...entry, ...credentials.parameters }, secrets: credentials.secrets, leftOut: call.leftOut };
}

interface Credentials {
  parameters: JsonObject;
  secrets: string[];
}

function readHeaders(call: CurlCall, url: URL): { headers: JsonObject; contentType: string; credentials: Credentials } {
  const headers: JsonObject = {};
  const kept = new Set<string>();
  let contentType = "application/x-www-form-urlencoded";
  const user = call.user ?? (url.username === "" ? undefined : decodeURIComponent(url.username));
  let credentials: Credentials = { parameters: {}, secrets: [] };
  if (user !== undefined) credentials = basic(user.split(":")[0] ?? "");
  if (call.bearer !== undefined) credentials = bearer;
  for (const [name, value] of call.headers) {
    const lower = name.toLowerCase();
    const scheme = /^(basic|bearer)\s+(\S+)$/i.exec(value);
    if (lower === "content-type") contentType = value;
    else if (lower === "authorization" && scheme !== null) {
      credentials = scheme[1]?.toLowerCase() === "bearer" ? bearer : basic(userOf(scheme[2] ?? ""));
    } else if (lower === "authorization" || /^(x-)?(api[-_]?key|auth[-_]?token)$/.test(lower)) {
      credentials = apiKey(name);
    } else if (lower === "cookie") {
      // A session is as good as a password.
      setOwn(headers, name, "${config.cookie}");
      kept.add("cookie");
      // Of no use in a step: the body says how long it is.
    } else if (lower !== "content-length" && lower !== "host") setOwn(headers, name, value);
  }
  credentials = { ...credentials, secrets: [...credentials.secrets, ...kept] };
  return { headers, contentType, credentials };
}

const bearer: Credentials = {
  parameters: { authentication: "bearer", token: "${config.token}" },
  secrets: ["token"],
};

function basic(user: string): Credentials {
  return {
    parameters: { authentication: "basic", username: user, password: "${config.password}" },
    secrets: ["password"],
  };
}

function apiKey(name: string): Credentials {
  return {
    parameters: { authentication: "api_key", api_key: "${config.api_key}", api_key_name: name },
    secrets: ["api_key"],
  };
}

function userOf(encoded: string): string {
  try {
    return atob(encoded).split(":")[0] ?? "";
  } catch {
    return "";
  }
}

/** JSON as such, a form as its fields, anything else as text, which needs its own content type. */
function toPayload(body: string, contentType: string): { payload: JsonValue; payload_type: string; isPlain: boolean } {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const json = findJson(body);
  if (type.endsWith("json")) return { payload: json ?? body, payload_type: "json", isPlain: false };
  const isForm = type === "application/x-www-form-urlencoded" && json === undefined;
  return isForm
    ? { payload: readParams(body), payload_type: "form", isPlain: false }
    : { payload: body, payload_type: "text", isPlain: true };
}

function findJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Query parameters; a name that comes several times has a list. */
function readParams(search: string): JsonObject {
  const found: JsonObject = {};
  for (const name of new Set(new URLSearchParams(search).keys())) {
    const values = new URLSearchParams(search).getAll(name);
    setOwn(found, name, values.length === 1 ? (values[0] ?? "") : values);
  }
  return found;
}

function decodePath(path: string): string {
  try {
    // What would change the path when it is encoded again stays as it is.
    return /%(2f|3f|23|25)/i.test(path) ? path : decodeURI(path);
  } catch {
    return path;
  }
}
