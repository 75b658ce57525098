import type { Timer } from "../../base/Clock.ts";
import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import type { Connection } from "../../model/Connection.ts";
import type { ConnectionService } from "../connections/ConnectionService.ts";
import type { BegunSignIn } from "../ports/OAuthClient.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import type { AccessTokenService } from "./AccessTokenService.ts";
import { readOAuthSettings } from "./readOAuthSettings.ts";

/** How long a person may take, ms. */
export const signInMs = 300_000;

export interface SignInState {
  /** `not_needed`: it goes without. `waiting`: for the browser. `unusable`: its settings are not right, `message` says why. */
  state: "not_needed" | "missing" | "waiting" | "signed_in" | "expired" | "unusable";
  /** Why the last sign-in failed; one of before may go on. */
  message?: string;
}

interface Waiting {
  connection: Connection;
  begun: BegunSignIn;
  door: { redirectUrl: string; close(): Promise<void> };
  timer: Timer;
  /** Somebody came back, and the server is asked. */
  arrived: boolean;
  ended: PromiseWithResolvers<void>;
}

interface Parts {
  ports: Pick<ServicePorts, "oauth" | "signInDoors" | "clock" | "onBug">;
  connections: ConnectionService;
  accessTokens: AccessTokenService;
}

/** People sign in for connections, each time in a browser on the computer of the host. */
export class SignInService {
  private readonly parts: Parts;
  private readonly waiting = new Map<string, Waiting>();
  /** Why the last sign-in of a connection failed. */
  private readonly failures = new Map<string, string>();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /**
   * The address that a person opens, once, within five minutes. It ends one that still waits. Throws `not_found`, `wrong_use`,
   * `address_in_use` and `token_failed`.
   */
  async start(name: string): Promise<{ address: string; expiresAt: number }> {
    const { ports, connections } = this.parts;
    const connection = connections.getOpened(name);
    const settings = readOAuthSettings(connection);
    if (settings.grant === "client_credentials") {
      throw new SluiceError(
        "wrong_use",
        `The connection "${name}" has the grant client_credentials: nobody signs in for it.`,
      );
    }
    await this.end(name);
    const door = await ports.signInDoors.open(settings.redirectUrl, (query) => this.arrive(name, query));
    try {
      const begun = await ports.oauth.begin(settings, door.redirectUrl);
      const timer = ports.clock.after(signInMs, () => {
        this.leave(name, { waiting, failure: "Nobody signed in within five minutes." });
      });
      const waiting: Waiting = { connection, begun, door, timer, arrived: false, ended: Promise.withResolvers<void>() };
      // Somebody may have begun another one meanwhile.
      this.leave(name);
      this.waiting.set(name, waiting);
      this.failures.delete(name);
      return { address: begun.address, expiresAt: ports.clock.now() + signInMs };
    } catch (error) {
      await door.close();
      throw error;
    }
  }

  /** Throws `not_found`. */
  state(name: string): SignInState {
    if (this.waiting.has(name)) return { state: "waiting" };
    const { accessTokens, connections } = this.parts;
    try {
      const state = accessTokens.signIn(connections.getOpened(name));
      const message = this.failures.get(name);
      return message === undefined ? { state } : { state, message };
    } catch (error) {
      if (isSluiceError(error, "wrong_use")) return { state: "unusable", message: error.message };
      throw error;
    }
  }

  /** Resolves when nobody is waited for. */
  async settled(name: string): Promise<void> {
    await this.waiting.get(name)?.ended.promise;
  }

  /** Whoever is waited for comes too late from now on. Throws `not_found` and `wrong_use`. */
  async cancel(name: string): Promise<void> {
    if (!this.waiting.has(name)) this.parts.connections.getOpened(name);
    await this.end(name, { failure: "The sign-in was cancelled." });
  }

  async close(): Promise<void> {
    await Promise.all([...this.waiting.keys()].map((name) => this.end(name)));
  }

  /** A browser is back; what its page says. */
  private async arrive(name: string, query: string): Promise<string> {
    const waiting = this.waiting.get(name);
    // Anybody may open the address of the door: only who was sent out knows the state.
    if (waiting === undefined || waiting.arrived || readState(query) !== waiting.begun.state) {
      return "This is not the sign-in that was begun. Begin it again in Sluice.";
    }
    waiting.arrived = true;
    const { connection, begun, door } = waiting;
    const { accessTokens, ports } = this.parts;
    try {
      const { redirectUrl } = door;
      const granted = await ports.oauth.finish(readOAuthSettings(connection), { ...begun, redirectUrl, query });
      if (this.waiting.get(name) !== waiting) return "The sign-in was ended in Sluice.";
      await accessTokens.keep(connection, granted);
      this.leave(name, { waiting });
      return `You are signed in for "${name}". This page can be closed.`;
    } catch (error) {
      const message = isSluiceError(error) ? error.message : "It failed; the log of the host says why.";
      if (!isSluiceError(error)) ports.onBug(error);
      this.leave(name, { waiting, failure: message });
      return message;
    }
  }

  /** Ends it in the background: its door closes when the page is sent. */
  private leave(name: string, only: { waiting?: Waiting; failure?: string } = {}): void {
    this.end(name, only).catch((error) => this.parts.ports.onBug(error));
  }

  /** Ends whatever is waited for, or only this one; resolves when the door is closed. */
  private async end(
    name: string,
    { waiting: only, failure }: { waiting?: Waiting; failure?: string } = {},
  ): Promise<void> {
    const waiting = this.waiting.get(name);
    if (waiting === undefined || (only !== undefined && waiting !== only)) return;
    this.waiting.delete(name);
    waiting.timer.cancel();
    if (failure !== undefined) this.failures.set(name, failure);
    waiting.ended.resolve();
    await waiting.door.close();
  }
}

/** The state in a query, as it was sent: it needs no escapes. */
function readState(query: string): string | undefined {
  return /(?:^|&)state=([^&]*)/.exec(query)?.[1];
}
