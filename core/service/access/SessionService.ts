import { SluiceError } from "../../base/SluiceError.ts";
import type { SessionRecord } from "../ports/accessRepositories.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { computerIdentity, type Identity } from "./Identity.ts";
import { randomText } from "./randomText.ts";
import { toTokenIdentity } from "./toTokenIdentity.ts";

type Ports = Pick<ServicePorts, "sessions" | "users" | "tokens" | "digests" | "random" | "clock">;

export interface Session {
  identity: Identity;
  /** Names it in the store. */
  digest: string;
  /** What requests that change something must repeat in a header: a page of others cannot know it. */
  csrfToken: string;
  /** When it ends whatever happens, ms. */
  expiresAt: number;
}

const hour = 3_600_000;
/** A session that is not used for so long ends. */
export const sessionIdleMs = 12 * hour;
/** And each one ends after so long. */
export const sessionLongestMs = 7 * 24 * hour;
/** Not each request is worth a write. */
const touchMs = 60_000;

/** Browsers that are logged in. A session is known by a random id; the store has only its digest. */
export class SessionService {
  private readonly ports: Ports;

  constructor(ports: Ports) {
    this.ports = ports;
  }

  /** Resolves with the id for the cookie. Throws `not_authenticated` when the user or token is gone. */
  async open({ name, from }: Identity): Promise<string> {
    const { sessions, digests, random, clock } = this.ports;
    const now = clock.now();
    const id = randomText(random);
    const holder = { user: from === "user" ? name : undefined, token: from === "token" ? name : undefined };
    if (this.identify(holder) === undefined)
      throw new SluiceError("not_authenticated", `There is no ${from} "${name}".`);
    await sessions.prune({ usedAt: now - sessionIdleMs, createdAt: now - sessionLongestMs });
    await sessions.add(digests.digest(id), { ...holder, createdAt: now });
    return id;
  }

  /** The session of an id, if it lives; counts as its use. The role is that of now. */
  async find(id: string): Promise<Session | undefined> {
    const { sessions, digests, clock } = this.ports;
    if (id.length > 100) return undefined;
    const digest = digests.digest(id);
    const found = sessions.find(digest);
    if (found === undefined) return undefined;
    const now = clock.now();
    const expiresAt = found.createdAt + sessionLongestMs;
    const identity = this.identify(found);
    if (this.isOver(found) || identity === undefined) return undefined;
    // A full disk must not log anyone out: then the session ends a little early.
    if (now - found.usedAt >= touchMs) await sessions.touch(digest, now).catch(() => undefined);
    return { identity, digest, csrfToken: digests.sign("csrf", id), expiresAt };
  }

  /** Whether it lives and has the role it had. Does not count as its use. */
  isAlive({ digest, identity }: Session): boolean {
    const found = this.ports.sessions.find(digest);
    if (found === undefined || this.isOver(found)) return false;
    return this.identify(found)?.role === identity.role;
  }

  isCsrfToken(session: Session, given: string): boolean {
    return this.ports.digests.areEqual(given, session.csrfToken);
  }

  /** Ends it at once. */
  async end(digest: string): Promise<void> {
    await this.ports.sessions.delete(digest);
  }

  private isOver({ createdAt, usedAt }: SessionRecord): boolean {
    const now = this.ports.clock.now();
    return now >= createdAt + sessionLongestMs || now >= usedAt + sessionIdleMs;
  }

  private identify({ user, token }: Pick<SessionRecord, "user" | "token">): Identity | undefined {
    if (user === undefined && token === undefined) return computerIdentity;
    const { users, tokens } = this.ports;
    if (user === undefined) {
      const found = tokens.find(token ?? "");
      return found && toTokenIdentity(found, users);
    }
    const found = users.find(user);
    return found && { name: found.name, role: found.role, from: "user" };
  }
}
