import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** Names of settings and variables that hold what lets somebody in. */
const secretName = /(?:token|passw(?:or)?d|secret|_auth|otp|api_?key)$/i;

const shortestToken = 8;

/** What lets npm into registries and proxies, from its files of settings and from variables: nobody is to read it in a log. */
export function readNpmSecrets(env: NodeJS.ProcessEnv = process.env): string[] {
  const settings = [...Object.entries(env), ...npmFiles(env).flatMap((file) => readSettings(file, env))];
  return settings.flatMap(([name, value = ""]) => [
    ...(secretName.test(name) ? [value, withoutComment(value)].flatMap(formsOf) : []),
    ...[...value.matchAll(/\/\/([^/\s]+)@/g)].flatMap(([, login = ""]) => readLogin(login)),
  ]);
}

/** Where npm looks, and where systems have it look. */
function npmFiles(env: NodeJS.ProcessEnv): string[] {
  const given = Object.entries(env).flatMap(([name, value]) =>
    /^npm_config_(?:user|global)config$/i.test(name) && value !== undefined ? [value] : [],
  );
  const prefixes = (env.PATH ?? "").split(delimiter).map(dirname);
  const etc = [...prefixes.map((prefix) => join(prefix, "etc", "npmrc")), "/etc/npmrc", "/usr/local/etc/npmrc"];
  return [...new Set([...given, join(homedir(), ".npmrc"), ...etc])];
}

function readSettings(file: string, env: NodeJS.ProcessEnv): [name: string, value: string][] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  return [...text.matchAll(/^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/gm)].map(([, name = "", value = ""]) => [
    name,
    value.replace(/^(["'])(.*)\1$/, "$2").replace(/\$\{([^}?]+)\??\}/g, (_all, variable) => env[variable] ?? ""),
  ]);
}

/** npm ends a value without quotes there. */
function withoutComment(value: string): string {
  return value.replace(/\s*[;#].*$/, "");
}

/** What stands before the `@` of an address: a password behind a name, or a token alone, which is longer than a name such as `git`. */
function readLogin(login: string): string[] {
  const colon = login.indexOf(":");
  if (colon >= 0) return formsOf(login.slice(colon + 1));
  return login.length >= shortestToken ? formsOf(login) : [];
}

/** As it is, and what it is in Base64 of, such as `user:password`. */
function formsOf(value: string): string[] {
  const plain = Buffer.from(value, "base64").toString();
  const isBase64 = Buffer.from(plain).toString("base64").replace(/=+$/, "") === value.replace(/=+$/, "");
  const forms = isBase64 ? [value, plain, plain.replace(/^[^:]*:/, "")] : [value];
  return forms.filter((form) => form !== "");
}
