import { SluiceError } from "../../base/SluiceError.ts";
import { isApplicationName } from "../../model/applicationName.ts";
import type { Role } from "../../model/roles.ts";
import { nearestName } from "../failures.ts";
import type { TokenRecord } from "../ports/accessRepositories.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import type { Identity } from "./Identity.ts";
import { randomText } from "./randomText.ts";
import { toTokenIdentity } from "./toTokenIdentity.ts";

type Ports = Pick<ServicePorts, "tokens" | "users" | "digests" | "random" | "clock" | "settings">;

interface TokenWish {
  name: string;
  role: Role;
  /** Whose it is; undefined = it stands for itself. */
  user?: string | undefined;
}

/** What scanners for leaked secrets know a token by. */
const prefix = "sluice_";
const form = /^sluice_[A-Za-z0-9_-]{43}$/;
/** Name of the token that the first start makes. */
const firstName = "first";
const firstMade = "first_token_made";

/** Use-cases of bearer tokens: each has a name and a role, is shown once and kept as a digest. */
export class TokenService {
  private readonly ports: Ports;

  constructor(ports: Ports) {
    this.ports = ports;
  }

  /** By name, without the tokens themselves. */
  list(): TokenRecord[] {
    return this.ports.tokens.list();
  }

  /**
   * Resolves with the token, which nothing shows again. That of a user has the drafts and settings of the user, does no more
   * than the user may, and goes with the user. Throws `wrong_use` for a name that cannot be one, `not_found` for the user,
   * `already_exists`.
   */
  async create(wish: TokenWish): Promise<string> {
    const { user } = wish;
    const { users } = this.ports;
    if (user !== undefined && users.find(user) === undefined) {
      const known = users.list().map(({ name }) => name);
      throw new SluiceError("not_found", `There is no user "${user}".${nearestName(user, known)}`, {
        details: { name: user },
      });
    }
    const token = this.make();
    await this.add(token, wish);
    return token;
  }

  /** Throws `not_found`. It is refused from the next request on. */
  async revoke(name: string): Promise<void> {
    if (await this.ports.tokens.delete(name)) return;
    const known = this.list().map((token) => token.name);
    throw new SluiceError("not_found", `There is no token "${name}".${nearestName(name, known)}`, {
      details: { name },
    });
  }

  /** Who a token belongs to; undefined = it is none, or was revoked. */
  verify(token: string): Identity | undefined {
    if (!form.test(token)) return undefined;
    const found = this.ports.tokens.findByDigest(this.ports.digests.digest(token));
    return found && toTokenIdentity(found, this.ports.users);
  }

  /**
   * At the first start of a data folder: makes a token of an administrator. `keep` puts it where only its owner can read it,
   * before it is valid. Resolves with false when that was done before.
   */
  async createFirst(keep: (token: string) => void): Promise<boolean> {
    const { settings } = this.ports;
    if (settings.get(firstMade) === true || this.list().some(({ name }) => name === firstName)) return false;
    const token = this.make();
    keep(token);
    await this.add(token, { name: firstName, role: "administrator" });
    await settings.set(firstMade, true);
    return true;
  }

  private make(): string {
    return `${prefix}${randomText(this.ports.random)}`;
  }

  private async add(token: string, { name, role, user }: TokenWish): Promise<void> {
    if (!isApplicationName(name)) {
      throw new SluiceError(
        "wrong_use",
        `"${name}" cannot be the name of a token: letters, digits, "_", "." and "-", at most 128, the first a letter or digit.`,
      );
    }
    const { tokens, digests, clock } = this.ports;
    const owner = user === undefined ? {} : { user };
    await tokens.add({ name, role, ...owner, createdAt: clock.now(), digest: digests.digest(token) });
  }
}
