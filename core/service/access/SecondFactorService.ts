import { SluiceError } from "../../base/SluiceError.ts";
import type { UserRecord } from "../ports/accessRepositories.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import type { UserService } from "./UserService.ts";

type Ports = Pick<ServicePorts, "users" | "vault" | "oneTimeCodes" | "digests" | "random" | "clock">;

const recoveryCodes = 10;
/** 32 characters that people do not mix up: 80 bits in 16 of them. */
const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** Use-cases of the second factor: a secret in an authenticator app, and codes on paper for when it is lost. */
export class SecondFactorService {
  private readonly ports: Ports;
  private readonly users: UserService;

  constructor(ports: Ports, users: UserService) {
    this.ports = ports;
    this.users = users;
  }

  /** Makes a secret, which logins ask for only once it is confirmed. `address`: for a QR code. Throws `not_found`, `already_exists`. */
  async propose(name: string): Promise<{ secret: string; address: string }> {
    const { vault, oneTimeCodes, users } = this.ports;
    if (this.users.getRecord(name).factor !== undefined) {
      throw new SluiceError("already_exists", `"${name}" has a second factor. Remove it first.`, { details: { name } });
    }
    const secret = await oneTimeCodes.createSecret();
    await users.proposeFactor(name, vault.encrypt(secret, contextOf(name)));
    return { secret, address: await oneTimeCodes.addressOf(secret, name) };
  }

  /** Proves with a code that the app knows the secret. Resolves with recovery codes, which nothing shows again. Throws `wrong_use`. */
  async confirm(name: string, code: string): Promise<string[]> {
    const { proposedFactor: cipher } = this.users.getRecord(name);
    if (cipher === undefined) {
      throw new SluiceError("wrong_use", `No second factor of "${name}" waits for its first code.`);
    }
    const step = await this.findStep(name, { cipher, code });
    if (step === undefined) {
      throw new SluiceError("wrong_use", "That is not the present code. Check the clocks of both devices.");
    }
    const { codes, digests } = this.makeRecoveryCodes(name);
    await this.ports.users.enableFactor(name, { cipher, step, recoveryCodes: digests });
    return codes;
  }

  /** New recovery codes instead of all before; nothing shows them again. Throws `not_found` when there is no second factor. */
  async renewRecoveryCodes(name: string): Promise<string[]> {
    const { codes, digests } = this.makeRecoveryCodes(name);
    if (await this.ports.users.replaceRecoveryCodes(name, digests)) return codes;
    throw noFactor(name);
  }

  /** Throws `not_found`. */
  async remove(name: string): Promise<void> {
    this.users.getRecord(name);
    if (await this.ports.users.disableFactor(name)) return;
    throw noFactor(name);
  }

  countRecoveryCodes(name: string): number {
    return this.ports.users.countRecoveryCodes(name);
  }

  /** Uses up the code of a login, that of the app or one of recovery; false = it is neither, or was used before. */
  async accept({ name, factor, factorStep }: UserRecord, code: string): Promise<boolean> {
    const typed = code.replaceAll(/\s/g, "");
    if (factor === undefined) return false;
    if (!/^\d{6}$/.test(typed)) return this.ports.users.spendRecoveryCode(name, this.digestOf(name, typed));
    const step = await this.findStep(name, { cipher: factor, code: typed });
    return step !== undefined && step > factorStep && (await this.ports.users.spendStep(name, step));
  }

  private findStep(name: string, { cipher, code }: { cipher: string; code: string }): Promise<number | undefined> {
    const { vault, oneTimeCodes, clock } = this.ports;
    const secret = vault.decrypt(cipher, contextOf(name));
    return oneTimeCodes.findStep(secret, { code: code.replaceAll(/\s/g, ""), now: clock.now() });
  }

  private makeRecoveryCodes(name: string): { codes: string[]; digests: string[] } {
    const codes = Array.from({ length: recoveryCodes }, () => this.makeRecoveryCode());
    return { codes, digests: codes.map((code) => this.digestOf(name, code)) };
  }

  private makeRecoveryCode(): string {
    const text = Array.from(this.ports.random.bytes(16), (byte) => letters[byte % letters.length]).join("");
    return text.replace(/(.{4})(?!$)/g, "$1-");
  }

  private digestOf(name: string, code: string): string {
    return this.ports.digests.digest(`recovery\0${name}\0${code.toLowerCase().replaceAll("-", "")}`);
  }
}

function noFactor(name: string): SluiceError {
  return new SluiceError("not_found", `"${name}" has no second factor.`, { details: { name } });
}

function contextOf(name: string): string {
  return `second factor\0${name}`;
}
