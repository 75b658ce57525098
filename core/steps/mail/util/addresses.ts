import addressparser from "nodemailer/lib/addressparser";
import { ParameterValueException } from "sluice";

export interface MailAddress {
  name: string;
  address: string;
}

/**
 * The addresses of a parameter: texts with one or more, such as `Ada <ada@example.com>`, or objects with `address` and `name`, as
 * Read mail gives them. Throws ParameterValueException for what is no address.
 */
export function readAddresses(parameter: string, given: unknown): MailAddress[] {
  const list = Array.isArray(given) ? given : [given];
  return list.flatMap((one: unknown) => {
    if (one === null || one === undefined || one === "") return [];
    return read(one).map(({ name, address }) => {
      // Of two addresses without a comma the library makes one with the other as its name.
      const isLost = typeof one === "string" && name.includes("@") && !one.includes(`<${address}>`);
      if (!isLost && /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(address)) return { name, address };
      throw new ParameterValueException(`${parameter}: ${JSON.stringify(one)} is no address of mail`, [parameter]);
    });
  });
}

function read(one: unknown): MailAddress[] {
  if (typeof one === "string") {
    const found = addressparser(one, { flatten: true });
    return found.length === 0 ? [{ name: "", address: one }] : found;
  }
  const { name, address } = Object(one) as { name?: unknown; address?: unknown };
  return [{ name: typeof name === "string" ? name : "", address: String(address) }];
}
