import type { ServicePorts } from "../ServicePorts.ts";
import type { Identity } from "./Identity.ts";
import { randomText } from "./randomText.ts";

type Ports = Pick<ServicePorts, "random" | "clock" | "digests">;

/** How long a code may be exchanged, ms. */
export const openCodeMs = 60_000;
const most = 100;

/** Codes that open a browser for whoever already is known: each is exchanged once, soon, for a session. Kept in memory only. */
export class OpenCodeService {
  private readonly ports: Ports;
  private readonly codes = new Map<string, { identity: Identity; expiresAt: number }>();

  constructor(ports: Ports) {
    this.ports = ports;
  }

  create(identity: Identity): { code: string; expiresAt: number } {
    const code = randomText(this.ports.random);
    return { code, expiresAt: this.admit(code, identity) };
  }

  /** Takes a code that was drawn before the host was open. Tells when it is too old, ms. */
  admit(code: string, identity: Identity): number {
    const { clock, digests } = this.ports;
    const expiresAt = clock.now() + openCodeMs;
    this.codes.set(digests.digest(code), { identity, expiresAt });
    const [oldest] = this.codes.keys();
    if (this.codes.size > most && oldest !== undefined) this.codes.delete(oldest);
    return expiresAt;
  }

  /** Who made the code; undefined = it is none, too old, or was used. */
  redeem(code: string): Identity | undefined {
    const digest = this.ports.digests.digest(code);
    const found = this.codes.get(digest);
    this.codes.delete(digest);
    return found !== undefined && this.ports.clock.now() < found.expiresAt ? found.identity : undefined;
  }
}
