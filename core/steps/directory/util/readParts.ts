import type { Client, Entry, SearchOptions } from "ldapts";
import { asLdap } from "./asLdap.ts";
import { LdapException } from "./withLdap.ts";

/** The name of an attribute of which a server gives some of the values, such as `member;range=0-1499`. */
const part = /^(.+);range=\d+-(\d+|\*)$/i;

/**
 * An entry with all values of those attributes that the server, such as Active Directory, gives in parts. Throws LdapException
 * when it does not give the rest.
 */
export async function readParts(client: Client, entry: Entry): Promise<Entry> {
  const whole: Entry = { ...entry };
  for (const key of Object.keys(entry).filter((name) => part.test(name))) {
    const [, name = "", first = ""] = part.exec(key) ?? [];
    const values = toList(entry[key]);
    for (let last = first; last !== "*"; ) {
      const next = Number(last) + 1;
      const rest = await readRest(client, { dn: entry.dn, name, next });
      values.push(...rest.values);
      last = rest.last;
    }
    delete whole[key];
    whole[name] = values as Buffer[] | string[];
  }
  return whole;
}

async function readRest(
  client: Client,
  { dn, name, next }: { dn: string; name: string; next: number },
): Promise<{ values: (Buffer | string)[]; last: string }> {
  const action = `The values of "${name}" of "${dn}" cannot be read from the ${next + 1}th on`;
  const options: SearchOptions = { scope: "base", attributes: [`${name};range=${next}-*`] };
  const { searchEntries } = await asLdap(action, () => client.search(dn, options));
  const [found] = searchEntries;
  const key = Object.keys(found ?? {}).find((one) =>
    one.toLowerCase().startsWith(`${name.toLowerCase()};range=${next}-`),
  );
  const last = part.exec(key ?? "")?.[2];
  const values = found === undefined || key === undefined ? [] : toList(found[key]);
  // The library names what was asked for and not given, with no values.
  if (last === undefined || values.length === 0) throw new LdapException(`${action}: the server gives none`);
  return { values, last };
}

function toList(value: Entry[string] | undefined): (Buffer | string)[] {
  return [value ?? []].flat();
}
