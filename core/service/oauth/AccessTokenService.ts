import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import type { AccessTokens } from "../../engine/ports/EnginePorts.ts";
import type { AccessToken } from "../../model/AccessToken.ts";
import type { Connection } from "../../model/Connection.ts";
import type { OAuthClient, OAuthSettings, TokenGrant } from "../ports/OAuthClient.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { readOAuthSettings } from "./readOAuthSettings.ts";
import type { ConnectionTokens, IssuedToken, TokenPlace, TokenStore } from "./TokenStore.ts";

/** A token is renewed this long before it expires, ms, or earlier by a fifth of a shorter life. */
const margin = 60_000;

interface Ports extends Pick<ServicePorts, "vault" | "clock"> {
  oauth: Pick<OAuthClient, "requestToken" | "refresh">;
}

/** A connection with what is known of its tokens. */
interface Known {
  settings: OAuthSettings;
  place: TokenPlace;
  tokens: ConnectionTokens | undefined;
}

/**
 * Tokens for the connections of OAuth 2.0. Whoever asks for the same connection meanwhile gets the same answer: ten runs make
 * one request, and nobody else waits for it.
 */
export class AccessTokenService implements AccessTokens {
  private readonly ports: Ports;
  private readonly store: TokenStore;
  private readonly flights = new Map<string, Promise<AccessToken>>();

  constructor(ports: Ports, store: TokenStore) {
    this.ports = ports;
    this.store = store;
  }

  /** `fresh`: the server is asked, however good the present one is. Else as the port says. */
  async get(
    connection: Connection,
    { refused, fresh = false }: { refused?: string | undefined; fresh?: boolean } = {},
  ): Promise<AccessToken> {
    const known = this.look(connection);
    const { token } = known.tokens ?? {};
    const key = JSON.stringify(known.place);
    const flight = this.flights.get(key);
    if (flight !== undefined) return flight;
    if (token !== undefined && !fresh && token.value !== refused && this.isFresh(token)) return toAnswer(token);
    const renewing = this.renew(known, { refused, fresh }).finally(() => this.flights.delete(key));
    this.flights.set(key, renewing);
    return renewing;
  }

  /** Keeps what a sign-in brought: from now on it is renewed without anybody. */
  async keep(connection: Connection, granted: TokenGrant): Promise<void> {
    const { place } = this.look(connection);
    await this.store.change(place, () => ({ token: this.toToken(granted), refreshToken: granted.refreshToken }));
  }

  /** Whether somebody has signed in for a connection; `not_needed`: it goes without. Throws `wrong_use` as `get`. */
  signIn(connection: Connection): "not_needed" | "missing" | "expired" | "signed_in" {
    const { settings, tokens } = this.look(connection);
    if (settings.grant === "client_credentials") return "not_needed";
    if (tokens === undefined) return "missing";
    const goesOn = tokens.refreshToken !== undefined || (tokens.token !== undefined && this.isAlive(tokens.token));
    return goesOn ? "signed_in" : "expired";
  }

  private look(connection: Connection): Known {
    const settings = readOAuthSettings(connection);
    const place = { connection: settings.name, fingerprint: this.fingerprint(settings) };
    return { settings, place, tokens: this.store.find(place) };
  }

  /** Another name, a new secret or another address to come back to changes nothing of what was given. */
  private fingerprint({
    name: _name,
    clientSecret: _,
    clientAuthentication: _how,
    redirectUrl: _to,
    ...rest
  }: OAuthSettings): string {
    return this.ports.vault.digest(JSON.stringify(rest), "settings of a connection");
  }

  private async renew(
    known: Known,
    { refused, fresh }: { refused: string | undefined; fresh: boolean },
  ): Promise<AccessToken> {
    const { place, tokens } = known;
    const isOf = (now: ConnectionTokens | undefined): boolean => now?.refreshToken === tokens?.refreshToken;
    try {
      const granted = await this.ask(known);
      const token = this.toToken(granted);
      const renewed = { token, refreshToken: granted.refreshToken ?? tokens?.refreshToken };
      // Somebody may have signed in meanwhile, perhaps as somebody else: that sign-in goes on.
      const now = await this.store.change(place, (now) => (now === undefined || isOf(now) ? renewed : undefined));
      return toAnswer(now?.token ?? token);
    } catch (error) {
      if (isSluiceError(error, "internal")) throw error;
      const isOver = isSluiceError(error, "sign_in_needed") && tokens?.refreshToken !== undefined;
      const now = await this.store.change(place, (now) =>
        isOver && now !== undefined && isOf(now) ? { ...now, refreshToken: undefined } : undefined,
      );
      // A token that is still good outlives a server that does not answer; one of a sign-in meanwhile is new.
      const token = now?.token;
      const isNew = token?.value !== tokens?.token?.value;
      const isGood = token !== undefined && this.isAlive(token) && (isNew || (!fresh && token.value !== refused));
      if (isGood) return toAnswer(token);
      throw error;
    }
  }

  private async ask({ settings, tokens }: Known): Promise<TokenGrant> {
    const { oauth } = this.ports;
    if (settings.grant === "client_credentials") return oauth.requestToken(settings);
    return oauth.refresh(settings, tokens?.refreshToken ?? signInNeeded(settings.name, tokens));
  }

  private toToken({ token, expiresIn }: TokenGrant): IssuedToken {
    const issuedAt = this.ports.clock.now();
    return { value: token, issuedAt, expiresAt: expiresIn === undefined ? undefined : issuedAt + expiresIn * 1000 };
  }

  private isFresh({ issuedAt, expiresAt }: IssuedToken): boolean {
    if (expiresAt === undefined) return true;
    return this.ports.clock.now() < expiresAt - Math.min(margin, (expiresAt - issuedAt) / 5);
  }

  private isAlive({ expiresAt }: IssuedToken): boolean {
    return expiresAt === undefined || this.ports.clock.now() < expiresAt;
  }
}

function toAnswer({ value, expiresAt }: IssuedToken): AccessToken {
  return { token: value, expiresAt: expiresAt ?? null };
}

function signInNeeded(name: string, tokens: ConnectionTokens | undefined): never {
  const what = tokens === undefined ? "Nobody has signed in for" : "The sign-in has expired of";
  throw new SluiceError(
    "sign_in_needed",
    `${what} the connection "${name}". Sign in: sluice connection login ${name}.`,
    {
      details: { name },
    },
  );
}
