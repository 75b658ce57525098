/** Whether an address is a place of the program itself. Compared by parts: the origin of `app:` is "null". */
export function isOwnAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return protocol === "app:" && hostname === "sluice" && `${port}${username}${password}` === "";
}

/** Whether an address may be opened in the browser of the person: a web page, and nothing that starts a program. */
export function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return (protocol === "https:" || protocol === "http:") && `${username}${password}` === "";
}

/** The place of the program that a `sluice://` link names, as `app://sluice/...`; undefined for anything else. */
export function readLink(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname, search } = new URL(url);
  if (protocol !== "sluice:") return undefined;
  const place = `app://sluice/${host}${pathname === "/" ? "" : pathname}${search}`;
  return isOwnAddress(place) && !place.startsWith("app://sluice/api") ? place : undefined;
}

/** The application that an address of the program shows, or `syncpack:NAME`; undefined = neither. */
export function applicationOf(url: string): string | undefined {
  if (!isOwnAddress(url)) return undefined;
  const [, kind, name] = /^\/(applications|syncpacks)\/([^/]+)$/.exec(new URL(url).pathname) ?? [];
  try {
    if (name === undefined) return undefined;
    return kind === "syncpacks" ? `syncpack:${decodeURIComponent(name)}` : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}
