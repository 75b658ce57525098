import { createMasker, type Masker } from "../../base/createMasker.ts";
import type { ServicePorts } from "../ServicePorts.ts";

/** What a server gave for a connection. */
export interface ConnectionTokens {
  /** Stands for the settings it was given for: with others it is worth nothing. */
  fingerprint: string;
  /** undefined = none that is good. */
  token: IssuedToken | undefined;
  refreshToken: string | undefined;
  /** Tokens before this one that the other system still takes. */
  earlier: IssuedToken[];
}

export interface IssuedToken {
  value: string;
  /** ms since the epoch. */
  issuedAt: number;
  /** undefined = its server does not say. */
  expiresAt: number | undefined;
}

const context = JSON.stringify(["tokens of a connection"]);
/** For how long a token without a time is taken for a secret, ms. */
const unknownLife = 86_400_000;
const mostEarlier = 20;

/** The tokens of connections, encrypted at rest; knows all that a reader must not see. */
export class TokenStore {
  private readonly ports: Pick<ServicePorts, "connectionTokens" | "vault" | "clock">;
  /** Tokens that were given out by this host, with the time until which they are worth something. */
  private issued = new Map<string, number>();
  /** undefined = what is stored has not been read, or has changed. */
  private masker: Masker | undefined;

  constructor(ports: Pick<ServicePorts, "connectionTokens" | "vault" | "clock">) {
    this.ports = ports;
  }

  /** undefined = there are none for these settings that this key opens. */
  find(connection: string, fingerprint: string): ConnectionTokens | undefined {
    const tokens = this.read(this.ports.connectionTokens.find(connection));
    return tokens?.fingerprint === fingerprint ? tokens : undefined;
  }

  /** Resolves when they are on disk, masked from now on. */
  async save(connection: string, { earlier, ...tokens }: ConnectionTokens): Promise<void> {
    const alive = earlier.filter((token) => endOf(token) > this.ports.clock.now());
    const kept = { ...tokens, earlier: alive.slice(-mostEarlier) };
    await this.ports.connectionTokens.save(connection, this.ports.vault.encrypt(JSON.stringify(kept), context));
    this.remember(kept.token);
  }

  /** Replaces every token that is worth something by `•••`. */
  mask(text: string): string {
    this.masker ??= createMasker([...this.issued.keys(), ...this.readAll()]);
    return this.masker(text);
  }

  /** Also of a connection that is there no more, whose tokens are not stored. */
  private remember(token: IssuedToken | undefined): void {
    const now = this.ports.clock.now();
    this.issued = new Map([...this.issued].filter(([, until]) => until > now));
    if (token !== undefined) this.issued.set(token.value, endOf(token));
    this.masker = undefined;
  }

  /** The texts of all tokens that are stored. */
  private readAll(): string[] {
    const all = this.ports.connectionTokens.list().map((cipher) => this.read(cipher));
    return all.flatMap((tokens) => {
      if (tokens === undefined) return [];
      const { token, refreshToken, earlier } = tokens;
      const given = [...earlier, ...(token === undefined ? [] : [token])].map(({ value }) => value);
      return refreshToken === undefined ? given : [...given, refreshToken];
    });
  }

  private read(cipher: string | undefined): ConnectionTokens | undefined {
    const { vault } = this.ports;
    if (cipher === undefined || vault.inspect(cipher, context) !== "ours") return undefined;
    return JSON.parse(vault.decrypt(cipher, context)) as ConnectionTokens;
  }
}

function endOf({ issuedAt, expiresAt }: IssuedToken): number {
  return expiresAt ?? issuedAt + unknownLife;
}
