/** Whether an address is of this computer, where nobody else listens in. */
export function isLoopback(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
}

/** Throws for an address that secrets must not go to: they travel over TLS, or not at all. */
export function assertSecure(address: string): void {
  const url = URL.parse(address);
  if (url === null) throw new TypeError(`${JSON.stringify(address)} is no address`);
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(address))) return;
  throw new TypeError(`${url.origin} is not asked: its address does not begin with https`);
}
