/** What stands in an error or a log line instead of a credential. */
const hidden = "•••";

/**
 * Joins the manual's `prefix_url` and `relative_url`. Exactly one slash stands between them, none before a `?`.
 * A relative URL that is absolute is taken as it is, but only with the origin of the prefix, so that data of an earlier step cannot send credentials elsewhere.
 */
export function joinUrl(prefix: string, relative: string): URL {
  const base = parseUrl(prefix, "prefix_url");
  const tail = relative.trim();
  if (tail === "") return base;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(tail)) {
    const absolute = parseUrl(tail, "relative_url");
    if (absolute.origin !== base.origin) {
      throw new TypeError(`relative_url leads to ${absolute.origin}, prefix_url to ${base.origin}; both must agree`);
    }
    return absolute;
  }
  const head = prefix.trim();
  if (tail.startsWith("?") || tail.startsWith("#")) return parseUrl(head + tail, "relative_url");
  return parseUrl(`${head.replace(/\/+$/, "")}/${tail.replace(/^\/+/, "")}`, "relative_url");
}

/** Parses an http or https URL; `parameter` names the culprit in the error. */
export function parseUrl(text: string, parameter: string): URL {
  const url = URL.parse(text.trim());
  if (url === null) throw new TypeError(`${parameter} is not a complete URL such as http://10.2.11.253: ${text}`);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new TypeError(`${parameter} must begin with http:// or https://, not ${url.protocol}`);
  }
  return url;
}

/** Adds query parameters. Lists repeat the name; null and undefined are left out; objects go in as JSON. */
export function withQuery(url: URL, query: Record<string, unknown>): URL {
  const result = new URL(url);
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === null || item === undefined) continue;
      result.searchParams.append(name, typeof item === "object" ? JSON.stringify(item) : String(item));
    }
  }
  return result;
}

/** Like `withQuery`, but a name that is already there is replaced. */
export function replaceQuery(url: URL, query: Record<string, unknown>): URL {
  const result = new URL(url);
  for (const name of Object.keys(query)) result.searchParams.delete(name);
  return withQuery(result, query);
}

/** The URL as text for people: without user and password, and with the values of the named query parameters hidden. */
export function redactUrl(url: URL, secretNames: readonly string[] = []): string {
  const query = [...url.searchParams].map(([name, value]) => {
    const shown = secretNames.includes(name) ? hidden : encodeURIComponent(value);
    return `${encodeURIComponent(name)}=${shown}`;
  });
  const search = query.length === 0 ? "" : `?${query.join("&")}`;
  return `${url.origin}${url.pathname === "/" && search === "" ? "" : url.pathname}${search}`;
}
