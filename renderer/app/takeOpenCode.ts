/**
 * The code in the address of the page, with which the command line logs this browser in; undefined = there is none. It stands in
 * the fragment, which no server sees, and is taken out of the address and the history of the browser.
 */
export function takeOpenCode({ location, history }: Pick<Window, "location" | "history">): string | undefined {
  const code = readCode(location);
  if (code === "") return undefined;
  history.replaceState(history.state, "", `${location.pathname}${location.search}`);
  return code;
}

export function hasOpenCode(location: Pick<Location, "hash">): boolean {
  return readCode(location) !== "";
}

function readCode({ hash }: Pick<Location, "hash">): string {
  return new URLSearchParams(hash.slice(1)).get("open") ?? "";
}
