import { SluiceError } from "../../base/SluiceError.ts";
import type { Role } from "../../model/roles.ts";
import { nearestName } from "../failures.ts";
import type { UserRecord } from "../ports/accessRepositories.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";

type Ports = Pick<ServicePorts, "users" | "passwords" | "clock">;

/** What may be told of a user. */
export interface UserSummary {
  name: string;
  role: Role;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  createdAt: number;
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9_.@+-]{0,127}$/;
const shortest = 12;
const longest = 1024;

/** Use-cases of users, the owners of the manual: each has a name, a role and a password. */
export class UserService {
  private readonly ports: Ports;

  constructor(ports: Ports) {
    this.ports = ports;
  }

  /** By name. */
  list(): UserSummary[] {
    return this.ports.users.list().map(toSummary);
  }

  /** Throws `not_found`. */
  get(name: string): UserSummary {
    return toSummary(this.getRecord(name));
  }

  /** Whether anybody can log in with a password and administer. */
  hasAdministrator(): boolean {
    return this.list().some(({ role, hasPassword }) => role === "administrator" && hasPassword);
  }

  /** Without a password the user cannot log in yet. Throws `wrong_use`, `already_exists`. */
  async add({ name, role, password }: { name: string; role: Role; password?: string | undefined }): Promise<void> {
    assertName(name);
    if (this.ports.users.find(name) !== undefined) {
      throw new SluiceError("already_exists", `There is a user "${name}".`, { details: { name } });
    }
    const hash = password === undefined ? undefined : await this.hash(password);
    await this.ports.users.add({ name, role, password: hash, createdAt: this.ports.clock.now() });
  }

  /** Holds from the next request on. Throws `not_found`. */
  async setRole(name: string, role: Role): Promise<void> {
    if (!(await this.ports.users.setRole(name, role))) throw this.missing(name);
  }

  /** Ends the sessions of the user, but for that of the digest `except`. Throws `wrong_use`, `not_found`. */
  async setPassword(name: string, password: string, { except }: { except?: string } = {}): Promise<void> {
    this.getRecord(name);
    const change = { password: await this.hash(password), endSessions: { except } };
    if (!(await this.ports.users.setPassword(name, change))) throw this.missing(name);
  }

  /** Ends the sessions, too. Throws `not_found`. */
  async remove(name: string): Promise<void> {
    if (!(await this.ports.users.delete(name))) throw this.missing(name);
  }

  /** With what is secret. Throws `not_found`. */
  getRecord(name: string): UserRecord {
    const found = this.ports.users.find(name);
    if (found === undefined) throw this.missing(name);
    return found;
  }

  private async hash(password: string): Promise<string> {
    const length = [...password].length;
    if (length >= shortest && length <= longest) return this.ports.passwords.hash(password);
    throw new SluiceError("wrong_use", `A password has ${shortest} to ${longest} characters.`);
  }

  private missing(name: string): SluiceError {
    const known = this.ports.users.list().map((user) => user.name);
    return new SluiceError("not_found", `There is no user "${name}".${nearestName(name, known)}`, {
      details: { name },
    });
  }
}

function toSummary({ name, role, createdAt, password, factor }: UserRecord): UserSummary {
  return { name, role, hasPassword: password !== undefined, hasSecondFactor: factor !== undefined, createdAt };
}

function assertName(name: string): void {
  // Drafts of whoever uses the command line are kept under that name.
  if (namePattern.test(name) && name !== localUser) return;
  const why =
    name === localUser
      ? "it stands for the command line"
      : 'letters, digits, "_", ".", "@", "+" and "-", at most 128, the first a letter or digit';
  throw new SluiceError("wrong_use", `"${name}" cannot be the name of a user: ${why}.`);
}
