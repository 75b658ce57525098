import { SluiceError } from "../../base/SluiceError.ts";
import { type Connection, oauthKind } from "../../model/Connection.ts";
import type { OAuthSettings } from "../ports/OAuthClient.ts";

/** Throws `wrong_use`, which names the setting. */
export function readOAuthSettings({ name, kind, settings }: Connection): OAuthSettings {
  const fail = (reason: string): never => {
    throw new SluiceError("wrong_use", `The connection "${name}" cannot be used: ${reason}.`, { details: { name } });
  };
  const read = (setting: string): string | undefined => {
    const value = Object.hasOwn(settings, setting) ? settings[setting] : undefined;
    if (value === undefined || value === null || value === "") return undefined;
    return typeof value === "object" ? fail(`"${setting}" is no text`) : String(value);
  };
  const choose = <C extends string>(setting: string, choices: readonly C[]): C | undefined => {
    const value = read(setting);
    if (value === undefined || (choices as readonly string[]).includes(value)) return value as C | undefined;
    return fail(`"${setting}" is ${choices.join(" or ")}`);
  };
  if (kind !== oauthKind) return fail(`it is of the kind ${kind}, not ${oauthKind}`);
  const grant = choose("grant", ["client_credentials", "authorization_code"]) ?? fail('"grant" is missing');
  const [issuer, tokenUrl, authorizationUrl] = [read("issuer"), read("token_url"), read("authorization_url")];
  if (issuer === undefined && tokenUrl === undefined) fail('it needs an "issuer", or a "token_url"');
  if (tokenUrl !== undefined && grant === "authorization_code" && authorizationUrl === undefined) {
    fail('with a "token_url" it needs an "authorization_url" as well');
  }
  const clientSecret = read("client_secret");
  if (clientSecret === undefined && grant === "client_credentials") fail('"client_secret" is missing');
  return {
    name,
    grant,
    issuer,
    tokenUrl,
    authorizationUrl,
    clientId: read("client_id") ?? fail('"client_id" is missing'),
    clientSecret,
    clientAuthentication: choose("client_authentication", ["basic", "post"]),
    scope: read("scope"),
    audience: read("audience"),
    resource: read("resource"),
    signInParameters: read("sign_in_parameters"),
    redirectUrl: read("redirect_url"),
    certificateAuthority: read("ca"),
  };
}
