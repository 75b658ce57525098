import type { Clock } from "../../base/Clock.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import type { Identity } from "./Identity.ts";
import { RateLimiter } from "./RateLimiter.ts";
import type { SecondFactorService } from "./SecondFactorService.ts";

type Ports = Pick<ServicePorts, "users" | "passwords"> & { clock: Clock };

export interface LoginRequest {
  user: string;
  password: string;
  /** Of the authenticator app, or one of recovery. */
  code?: string | undefined;
  /** Address of who asks. */
  peer: string;
}

const minute = 60_000;
const accountLimit = { burst: 10, refillMs: minute };
const peerLimit = { burst: 20, refillMs: minute / 3 };
/** Passwords that are checked or wait for it: each check takes much memory and a good part of a second. */
const mostPending = 30;

/** Who logs in with a password. Counts attempts by account and by peer before it looks at any. */
export class LoginService {
  private readonly ports: Ports;
  private readonly secondFactors: SecondFactorService;
  private readonly accounts: RateLimiter;
  private readonly peers: RateLimiter;
  private pending = 0;

  constructor(ports: Ports, secondFactors: SecondFactorService) {
    this.ports = ports;
    this.secondFactors = secondFactors;
    this.accounts = new RateLimiter(ports.clock, accountLimit);
    this.peers = new RateLimiter(ports.clock, peerLimit);
  }

  /**
   * Throws `too_many_attempts` with `retryAfter` (s), `second_factor_needed` once the password was right, and for all that
   * is wrong the same `not_authenticated`, so that nobody learns which names exist.
   */
  async logIn({ user, password, code, peer }: LoginRequest): Promise<Identity> {
    const peerKey = toPeerKey(peer);
    const accountKey = user.slice(0, 128);
    this.take(peerKey, accountKey);
    this.pending += 1;
    try {
      const identity = await this.check({ user, password, code });
      this.peers.giveBack(peerKey);
      this.accounts.giveBack(accountKey);
      return identity;
    } finally {
      this.pending -= 1;
    }
  }

  /** Whether who is logged in knows the password, counted like a login. Throws `too_many_attempts`, and `not_allowed` when it is wrong. */
  async confirmPassword({ user, password, peer }: Omit<LoginRequest, "code">): Promise<void> {
    const peerKey = toPeerKey(peer);
    this.take(peerKey, user);
    this.pending += 1;
    try {
      const { users, passwords } = this.ports;
      if (!(await passwords.verify(password, users.find(user)?.password))) {
        throw new SluiceError("not_allowed", "The password is wrong.");
      }
      this.peers.giveBack(peerKey);
      this.accounts.giveBack(user);
    } finally {
      this.pending -= 1;
    }
  }

  private take(peerKey: string, accountKey: string): void {
    const wait = this.peers.take(peerKey) || this.accounts.take(accountKey);
    const retryAfter = Math.ceil(wait / 1000) || (this.pending >= mostPending ? 5 : 0);
    if (retryAfter === 0) return;
    throw new SluiceError("too_many_attempts", `Too many attempts to log in. Try again in ${retryAfter} s.`, {
      details: { retryAfter },
    });
  }

  private async check({ user, password, code }: Omit<LoginRequest, "peer">): Promise<Identity> {
    const { users, passwords } = this.ports;
    const found = users.find(user);
    const isRight = await passwords.verify(password, found?.password);
    if (!isRight || found?.password === undefined) throw refused();
    if (found.factor !== undefined) {
      if (code === undefined || code.trim() === "") {
        throw new SluiceError(
          "second_factor_needed",
          "The account has a second factor. Send the code of the authenticator app, or a recovery code, along.",
        );
      }
      if (!(await this.secondFactors.accept(found, code))) throw refused();
    }
    if (passwords.isOutdated(found.password)) {
      await users.setPassword(user, { password: await passwords.hash(password) });
    }
    return { name: found.name, role: found.role, from: "user" };
  }
}

function refused(): SluiceError {
  return new SluiceError("not_authenticated", "The name, the password or the code is wrong.");
}

/** One who has a network of IPv6 has all its addresses. */
function toPeerKey(peer: string): string {
  const address = peer.replace(/^::ffff:(?=\d+\.)/, "").replace(/%.*$/, "");
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::", 2);
  const groups = head === "" ? [] : head.split(":");
  const rest = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  return [...groups, ...Array<string>(Math.max(0, zeros)).fill("0"), ...rest].slice(0, 4).join(":");
}
