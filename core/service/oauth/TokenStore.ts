import { createFinder, type Finder, joinFinders, type Masker } from "../../base/createMasker.ts";
import { KeyedSerial } from "../../base/KeyedSerial.ts";
import type { ServicePorts } from "../ServicePorts.ts";

/** What a server gave for a connection with certain settings. */
export interface ConnectionTokens {
  /** undefined = none that is good. */
  token: IssuedToken | undefined;
  refreshToken: string | undefined;
}

/** For which connection, and a text that stands for its settings. */
export interface TokenPlace {
  connection: string;
  fingerprint: string;
}

/** Runs keep the settings of their acceptance: tokens for others stay beside those for the newest. */
interface StoredTokens extends ConnectionTokens {
  fingerprint: string;
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

const context = JSON.stringify(["tokens of a connection by settings"]);
/** For how long a token without a time is taken for a secret, ms. */
const unknownLife = 86_400_000;
const mostEarlier = 20;
const mostSettings = 8;

/** The tokens of connections, encrypted at rest; knows all that a reader must not see. */
export class TokenStore {
  private readonly ports: Pick<ServicePorts, "connectionTokens" | "vault" | "clock">;
  /** Tokens that were given out by this host, with the time until which they are worth something. */
  private issued = new Map<string, number>();
  private readonly turns = new KeyedSerial();
  /** By token: of those that stay nothing is made again when one is renewed. */
  private finders = new Map<string, Finder>();
  /** undefined = what is stored has not been read, or has changed. */
  private masker: Masker | undefined;

  constructor(ports: Pick<ServicePorts, "connectionTokens" | "vault" | "clock">) {
    this.ports = ports;
  }

  /** undefined = there are none that this key opens. */
  find({ connection, fingerprint }: TokenPlace): ConnectionTokens | undefined {
    return this.read(this.ports.connectionTokens.find(connection)).find((one) => one.fingerprint === fingerprint);
  }

  /**
   * `decide` gets what is stored when all changes before are on disk, and answers what comes in its place; undefined = it stays.
   * Resolves with what is stored then, masked from now on.
   */
  change(
    { connection, fingerprint }: TokenPlace,
    decide: (now: ConnectionTokens | undefined) => ConnectionTokens | undefined,
  ): Promise<ConnectionTokens | undefined> {
    return this.turns.run(connection, async () => {
      const stored = this.read(this.ports.connectionTokens.find(connection));
      const present = stored.find((one) => one.fingerprint === fingerprint);
      const next = decide(present);
      if (next === undefined) return present;
      const before = present === undefined ? [] : listTokens(present);
      const earlier = before.filter((token) => token.value !== next.token?.value && this.isSecret(token));
      const others = stored.filter((one) => one !== present && this.isOfUse(one));
      const kept: StoredTokens[] = [...others, { fingerprint, ...next, earlier: earlier.slice(-mostEarlier) }];
      const text = JSON.stringify(kept.slice(-mostSettings));
      await this.ports.connectionTokens.save(connection, this.ports.vault.encrypt(text, context));
      this.remember(next.token);
      return next;
    });
  }

  /** Replaces every token that is worth something by `•••`. */
  mask(text: string): string {
    this.masker ??= this.createMasker();
    return this.masker(text);
  }

  private createMasker(): Masker {
    const secrets = new Set([...this.issued.keys(), ...this.readAll()]);
    this.finders = new Map(Array.from(secrets, (one) => [one, this.finders.get(one) ?? createFinder(one)]));
    return joinFinders([...this.finders.values()]);
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
    const all = this.ports.connectionTokens.list().flatMap((cipher) => this.read(cipher));
    return all.flatMap((tokens) => {
      const given = listTokens(tokens).map(({ value }) => value);
      return tokens.refreshToken === undefined ? given : [...given, tokens.refreshToken];
    });
  }

  private read(cipher: string | undefined): StoredTokens[] {
    const { vault } = this.ports;
    if (cipher === undefined || vault.inspect(cipher, context) !== "ours") return [];
    return JSON.parse(vault.decrypt(cipher, context)) as StoredTokens[];
  }

  /** A token without a time may be good for ever. */
  private isOfUse(tokens: StoredTokens): boolean {
    const goesOn =
      tokens.refreshToken !== undefined || (tokens.token !== undefined && tokens.token.expiresAt === undefined);
    return goesOn || listTokens(tokens).some((token) => this.isSecret(token));
  }

  private isSecret(token: IssuedToken): boolean {
    return endOf(token) > this.ports.clock.now();
  }
}

function listTokens({ token, earlier }: StoredTokens): IssuedToken[] {
  return token === undefined ? earlier : [...earlier, token];
}

function endOf({ issuedAt, expiresAt }: IssuedToken): number {
  return expiresAt ?? issuedAt + unknownLife;
}
