import { isLoopback } from "../base/isLoopback.ts";

/** Whether an address is of this computer, where nobody else listens in. */
export function isOwnComputer(address: string): boolean {
  const host = URL.parse(address)?.hostname.replace(/^\[(.*)\]$/, "$1");
  return host !== undefined && isLoopback(host);
}

/** Throws for an address that secrets must not go to: they travel over TLS, or not at all. */
export function assertSecure(address: string): void {
  const url = URL.parse(address);
  if (url === null) throw new TypeError(`${JSON.stringify(address)} is no address`);
  if (url.protocol === "https:" || (url.protocol === "http:" && isOwnComputer(address))) return;
  throw new TypeError(`${url.origin} is not asked: its address does not begin with https`);
}
