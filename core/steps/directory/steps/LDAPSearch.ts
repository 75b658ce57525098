import type { Client, Entry, SearchOptions } from "ldapts";
import { code, defineParameters, list, mapping, number, select, text } from "sluice";
import { asLdap } from "../util/asLdap.ts";
import { fillDn, fillFilter } from "../util/fillIn.ts";
import { settingsHelp } from "../util/ldapSettings.ts";
import { binaryAttributes } from "../util/ldapValues.ts";
import { onAnswers } from "../util/onAnswers.ts";
import { parseFilter } from "../util/parseFilter.ts";
import { readParts } from "../util/readParts.ts";
import { LdapStep, withLdap } from "../util/withLdap.ts";

const parameters = defineParameters({
  base: text({
    title: "Base",
    description: "The DN where the search begins; empty = the variable base of the connection.",
    sampleValue: "ou=people,dc=example,dc=org",
  }),
  scope: select({
    title: "Scope",
    description: "How far below the base entries are found.",
    options: [
      { value: "sub", label: "The base and all below it" },
      { value: "one", label: "Only directly below the base" },
      { value: "base", label: "Only the base itself" },
    ],
    defaultValue: "sub",
  }),
  filter: code({
    title: "Filter",
    description: "Which entries are found. Values stand in it as `{name}`, never as text.",
    sampleValue: "(&(objectClass=person)(mail={mail}))",
    defaultValue: "(objectClass=*)",
  }),
  values: mapping<unknown>({
    title: "Values",
    description: "A value for each `{name}` of the filter and the base.",
    sampleValue: { mail: "${mail}" },
    defaultValue: {},
  }),
  attributes: list<string>({
    title: "Attributes",
    description: "What is read of each entry; empty = all but what the server keeps for itself.",
    sampleValue: ["cn", "mail"],
    defaultValue: [],
  }),
  lists: list<string>({
    title: "Always lists",
    description: "Attributes that are a list even with one value or none.",
    sampleValue: ["memberOf"],
    defaultValue: [],
  }),
  bytes: list<string>({
    title: "As bytes",
    description: "More attributes whose values are bytes and no text.",
    sampleValue: ["logonHours"],
    defaultValue: [],
    advanced: true,
  }),
  limit: number({
    title: "Limit",
    description: "Most entries that are saved; empty = all.",
    sampleValue: 1000,
    min: 1,
  }),
  page_size: number({
    title: "Page size",
    description: "How many entries the server gives at once.",
    defaultValue: 500,
    min: 1,
    max: 10_000,
    advanced: true,
  }),
});

const help = `
Searches a directory, such as OpenLDAP or Active Directory, and saves the entries as objects: \`dn\` and the attributes by name. They come page by
page, so that there may be more of them than the server gives at once or the memory holds.

**Filter.** As in RFC 4515, over several lines if you like. Where a value belongs write a name in braces, and give the value under *Values*:
\`(&(objectClass=person)(mail={mail}))\`. Whatever is in the value, it never becomes a part of the filter; \`{name}*\` finds what begins with it. Bytes,
such as an \`objectGUID\`, are found with \`=\`. In the base such values are escaped too; a whole DN comes as \`\${dn}\`. A name in
braces needs a value; only in a base, and when there are no *Values* at all, braces are a part of the DN.

In Active Directory a person is found by \`(&(objectCategory=person)(sAMAccountName={name}))\`, and one whose account is not disabled by adding
\`(!(userAccountControl:1.2.840.113556.1.4.803:=2))\`: that rule compares single bits of a number, 2 is *disabled*, 512 a *usual account*.

**Attributes** are a text with one value, a list with several, null when the entry lacks one that was asked for. Those under *Always lists* are always a
list. A group of more members than the server gives at once has all of them. Photos, certificates, \`objectGUID\`, \`objectSid\` and all that is no
text come as bytes, as do those under *As bytes*. \`+\` asks for what the server keeps for itself, such as \`modifyTimestamp\`.
${settingsHelp}`;

/** LDAP search. */
export default class LDAPSearch extends LdapStep.with(parameters) {
  override friendlyName = "LDAP search";
  override description = "Finds entries of a directory, such as people and groups";
  override icon = "users";
  override help = help;

  override async execute() {
    const values = this.getParameter("values");
    const filter = parseFilter(fillFilter(this.getParameter("filter"), values));
    const given = this.getParameter("base");
    const size = this.getParameter("page_size");
    await withLdap(this, async (client, settings) => {
      const base = given ? fillDn(given, values) : settings.base;
      const options: SearchOptions = {
        scope: this.getParameter("scope"),
        filter,
        attributes: this.getParameter("attributes"),
        paged: { pageSize: Math.min(size, this.getParameter("limit") ?? size) },
        timeLimit: Math.ceil((this.getParameter("timeout") as number) / 1000),
      };
      const bytes = new Set([...binaryAttributes, ...this.getParameter("bytes")].map((name) => name.toLowerCase()));
      onAnswers(client, (attribute) => bytes.has(attribute.toLowerCase().replace(/;.*/, "")));
      await this.saveDataForNextStep(this.#entries(client, { base, options }));
    });
  }

  async *#entries(client: Client, { base, options }: { base: string; options: SearchOptions }) {
    const limit = this.getParameter("limit") ?? Number.POSITIVE_INFINITY;
    // A part of the values that was asked for stays a part.
    const asksForPart = this.getParameter("attributes").some((name) => /;range=/i.test(name));
    const pages = client.searchPaginated(base, options);
    let count = 0;
    for (;;) {
      const page = await asLdap(`The search below "${base}" failed`, () => pages.next());
      if (page.done) break;
      const { searchEntries, searchReferences } = page.value;
      if (searchReferences.length > 0) {
        this.logger.warning("Not followed to other servers: %s", searchReferences.join(", "));
      }
      for (const entry of searchEntries) {
        if (count === limit) return this.logger.info("Found more than the limit of %d entries", limit);
        yield this.#toRow(asksForPart ? entry : await readParts(client, entry));
        count += 1;
      }
    }
    this.logger.info("Found %d entries", count);
  }

  #toRow(entry: Entry): Record<string, unknown> {
    const lists = new Set(this.getParameter("lists").map((name) => name.toLowerCase()));
    const wanted = this.getParameter("attributes").filter((name) => !/^[*+@]|^1\.1$/.test(name));
    const names = Object.keys(entry).filter((name) => name !== "dn");
    const has = new Set(names.map((name) => name.toLowerCase()));
    const missing = [...wanted, ...this.getParameter("lists")].filter((name) => !has.has(name.toLowerCase()));
    const rows = [...names, ...missing].map((name) => {
      // The library gives an empty list for what an entry lacks.
      const all = [entry[name] ?? []].flat();
      return [name, lists.has(name.toLowerCase()) || all.length > 1 ? all : (all[0] ?? null)];
    });
    return { dn: entry.dn, ...Object.fromEntries(rows) };
  }
}
