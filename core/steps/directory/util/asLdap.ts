import { StepException } from "sluice";
import { ldapReasonOf } from "./ldapSettings.ts";
import { LdapException } from "./withLdap.ts";

/** Does what a server may refuse. Throws LdapException with what it says, after what was tried. */
export async function asLdap<T>(action: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StepException) throw cause;
    throw new LdapException(`${action}: ${ldapReasonOf(cause)}`, { cause });
  }
}
