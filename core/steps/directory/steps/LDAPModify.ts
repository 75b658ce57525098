import { AlreadyExistsError, Attribute, Change, type Client, NoSuchObjectError } from "ldapts";
import { boolean, defineParameters, MissingParameterException, mapping, select, text } from "sluice";
import { asLdap } from "../util/asLdap.ts";
import { fillDn } from "../util/fillIn.ts";
import { settingsHelp } from "../util/ldapSettings.ts";
import { toLdapValues } from "../util/ldapValues.ts";
import { LdapStep, withLdap } from "../util/withLdap.ts";

const showForModify = { parameter: "action", equals: "modify" } as const;

const parameters = defineParameters({
  action: select({
    title: "Action",
    description: "What happens to the entry.",
    options: [
      { value: "modify", label: "Change attributes" },
      { value: "add", label: "Add the entry" },
      { value: "delete", label: "Delete the entry" },
      { value: "rename", label: "Rename or move the entry" },
    ],
    defaultValue: "modify",
  }),
  dn: text({
    title: "Entry",
    description: "The DN of the entry. Values may stand in it as `{name}`.",
    sampleValue: "uid={uid},ou=people,dc=example,dc=org",
    required: true,
  }),
  values: mapping<unknown>({
    title: "Values",
    description: "A value for each `{name}` of the DN.",
    sampleValue: { uid: "${uid}" },
    defaultValue: {},
  }),
  attributes: mapping<unknown>({
    title: "Attributes",
    description: "The attributes of the new entry, with a value or a list of values each.",
    sampleValue: { objectClass: "inetOrgPerson", cn: "${name}", sn: "${surname}" },
    required: true,
    showWhen: { parameter: "action", equals: "add" },
  }),
  replace: mapping<unknown>({
    title: "Replace",
    description: "Attributes that get these values instead of those they have; without a value they go.",
    sampleValue: { mail: "${mail}" },
    showWhen: showForModify,
  }),
  add_values: mapping<unknown>({
    title: "Add values",
    description: "Values that attributes get beside those they have.",
    sampleValue: { member: "${dn}" },
    showWhen: showForModify,
  }),
  remove_values: mapping<unknown>({
    title: "Remove values",
    description: "Values that attributes lose.",
    sampleValue: { member: "${dn}" },
    showWhen: showForModify,
  }),
  new_dn: text({
    title: "New DN",
    description: "Its new name, alone or with a new place after a comma.",
    sampleValue: "uid={uid},ou=former,dc=example,dc=org",
    required: true,
    showWhen: { parameter: "action", equals: "rename" },
  }),
  may_be_done: boolean({
    title: "May be done already",
    description: "For Add and Delete: it is no failure when an entry to add is there already, or one to delete is not.",
    defaultValue: false,
  }),
});

const help = `
Changes one entry of a directory and saves \`{dn, changed}\`: its DN, after a move the new one, and whether something was done.

- **Change attributes**: all changes of *Replace*, *Add values* and *Remove values* are made together, or none of them.
- **Add the entry** with its attributes; the server wants at least \`objectClass\` and what that demands.
- **Delete the entry**, which must have none below it.
- **Rename or move the entry**: \`uid=new\` gives it another name in its place, \`uid=new,ou=former,dc=example,dc=org\` moves it too.

**Values** of attributes are texts, numbers, true and false, dates (as generalized time in UTC), bytes, or lists of them. Null and an empty list are no
value: under *Replace* the attribute goes, under *Add values* and *Remove values* nothing happens.

**DN.** Write a name in braces where a value belongs, \`uid={uid},ou=people,dc=example,dc=org\`, and give it under *Values*: whatever is in it, it stays
one part of the DN. A whole DN, as *LDAP search* saves it, comes as \`\${dn}\`. A name in braces needs a value; only when there are no *Values*
at all, braces are a part of the DN of an entry that is there. Where they belong to a new name, or *May be done already* is on, write \`\\7b\` and
\`\\7d\`.

With *May be done already* another attempt of *Add* or *Delete* that was interrupted succeeds. For an entry that is there already nothing is
compared or changed. *Change* with *Replace* alone can always be done again; values that were added or removed already, and a *Rename* that was
done, fail.
${settingsHelp}`;

/** LDAP modify. */
export default class LDAPModify extends LdapStep.with(parameters) {
  override friendlyName = "LDAP modify";
  override description = "Adds, changes, moves and deletes an entry of a directory";
  override icon = "user-check";
  override help = help;

  override async execute() {
    const action = this.getParameter("action");
    // Nothing to delete would be no failure, whatever the DN is.
    const mustFill = action === "add" || (action === "delete" && this.getParameter("may_be_done"));
    const dn = fillDn(this.getParameter("dn"), this.getParameter("values"), { mustFill });
    // Read before there is a connection: what is wrong is told at once.
    const { work, endsAs = dn } = this.#prepare(dn);
    const changed = await withLdap(this, async (client) => work !== undefined && this.#isDone(dn, () => work(client)));
    this.logger.info(changed ? "Was %s: %s" : "There was nothing to do; %s: %s", words[action], dn);
    await this.saveDataForNextStep({ dn: endsAs, changed });
  }

  /** What is asked of the server; undefined = nothing. */
  #prepare(dn: string): { work?: (client: Client) => Promise<void>; endsAs?: string } {
    switch (this.getParameter("action")) {
      case "add": {
        const attributes = this.#read("attributes").filter(hasValues);
        return { work: (client) => client.add(dn, attributes) };
      }
      case "delete":
        return { work: (client) => client.del(dn) };
      case "rename": {
        const target = fillDn(this.getParameter("new_dn") as string, this.getParameter("values"), { mustFill: true });
        return { work: (client) => client.modifyDN(dn, target), endsAs: withPlace(target, dn) };
      }
      default: {
        const changes = this.#readChanges();
        return changes.length === 0 ? {} : { work: (client) => client.modify(dn, changes) };
      }
    }
  }

  #readChanges(): Change[] {
    const names = ["replace", "remove_values", "add_values"];
    if (names.every((name) => this.getParameter(name) === null)) {
      throw new MissingParameterException(`There is nothing to change: give ${names.join(", ")}`, names);
    }
    const toChanges = (name: string, operation: Change["operation"]): Change[] =>
      this.#read(name).map((modification) => new Change({ operation, modification }));
    return [
      ...toChanges("replace", "replace"),
      // Without a value all of them would go.
      ...toChanges("remove_values", "delete").filter(({ modification }) => hasValues(modification)),
      ...toChanges("add_values", "add").filter(({ modification }) => hasValues(modification)),
    ];
  }

  #read(parameter: string): Attribute[] {
    const given = (this.getParameter(parameter) ?? {}) as Record<string, unknown>;
    return Object.entries(given).map(([type, value]) => {
      const values = toLdapValues(value, `"${type}" of "${parameter}"`);
      // The library takes texts or bytes, not both.
      const isText = values.every((one) => typeof one === "string");
      return new Attribute({ type, values: isText ? values : values.map((one) => Buffer.from(one as string)) });
    });
  }

  /** Whether something was done, and not found to be so already. */
  async #isDone(dn: string, work: () => Promise<void>): Promise<boolean> {
    const action = this.getParameter("action");
    return asLdap(`The entry "${dn}" cannot be ${words[action]}`, async () => {
      try {
        await work();
        return true;
      } catch (error) {
        const isSo =
          (action === "add" && error instanceof AlreadyExistsError) ||
          (action === "delete" && error instanceof NoSuchObjectError);
        if (isSo && this.getParameter("may_be_done")) return false;
        throw error;
      }
    });
  }
}

const words = { modify: "changed", add: "added", delete: "deleted", rename: "renamed" };

function hasValues({ values }: Attribute): boolean {
  return values.length > 0;
}

/** A DN; a name alone is in the place of another DN. */
function withPlace(target: string, dn: string): string {
  const name = /^(?:\\.|[^\\,])*,/;
  return name.test(target) ? target : `${target},${dn.replace(name, "")}`;
}
