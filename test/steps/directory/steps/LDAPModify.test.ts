import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import LDAPModify from "../../../../core/steps/directory/steps/LDAPModify.ts";
import LDAPSearch from "../../../../core/steps/directory/steps/LDAPSearch.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startSlapd } from "../../../support/servers/startSlapd.ts";

const people = "ou=people,dc=example,dc=org";
const person = { objectClass: "inetOrgPerson", cn: "Ada", sn: "Lovelace" };

onServer("LDAP modify", await startSlapd(), ({ connection }) => {
  const connections = { directory: connection };
  const run = (params: JsonObject, input?: unknown) =>
    runStep(LDAPModify, {
      params: { connection: "directory", ...params },
      connections,
      ...(input !== undefined && { input }),
    });
  const modify = async (params: JsonObject, input?: unknown) => {
    const { data, error } = await run(params, input);
    expect(error).toBeUndefined();
    return data;
  };
  const refused = async (params: JsonObject, input?: unknown) => (await run(params, input)).error?.message;
  const read = async (dn: string) => {
    const params = { connection: "directory", base: dn, scope: "base" };
    const { data } = await runStep(LDAPSearch, { params, connections });
    return (data as object[] | undefined)?.[0];
  };

  it("adds an entry with values of all types, and deletes it", async () => {
    const dn = `cn={cn},${people}`;
    const values = { cn: ' Ada, Countess + "x"=#<>;\\' };
    const attributes = {
      ...person,
      cn: [values.cn],
      employeeNumber: "${number}",
      description: ["${yes}", "${moment}", "ö"],
      jpegPhoto: "${photo}",
      mail: null,
    };
    const input = {
      number: 7,
      yes: true,
      moment: new Date("2026-01-31T08:00:00.123Z"),
      photo: Buffer.from([0xff, 0x00]),
    };
    const added = (await modify({ action: "add", dn, values, attributes }, input)) as { dn: string; changed: boolean };
    expect(added.changed).toBe(true);
    expect(await read(added.dn)).toMatchObject({
      cn: values.cn,
      employeeNumber: "7",
      description: ["TRUE", "20260131080000Z", "ö"],
      jpegPhoto: Buffer.from([0xff, 0x00]),
    });
    expect(await read(added.dn)).not.toHaveProperty("mail");
    expect(await refused({ action: "add", dn, values, attributes: person })).toMatch(
      / cannot be added: Already exists \(68\)/,
    );
    const again = { action: "add", dn, values, attributes: person, may_be_done: true };
    expect(await modify(again)).toEqual({ dn: added.dn, changed: false });
    expect(await modify({ action: "delete", dn: "${dn}" }, added)).toEqual({ dn: added.dn, changed: true });
    expect(await refused({ action: "delete", dn: "${dn}" }, added)).toMatch(
      / cannot be deleted: No such object \(32\)$/,
    );
    const gone = { action: "delete", dn: "${dn}", may_be_done: true };
    expect(await modify(gone, added)).toEqual({ dn: added.dn, changed: false });
  });

  it("never takes a name without a value for a part of the DN", async () => {
    const dn = `cn={cn},${people}`;
    const message = /^The DN has a place \{cn\}, and "values" nothing for it; write braces .* as \\7bcn\\7d$/;
    const add = { action: "add", dn, attributes: { ...person, cn: "{cn}" } };
    for (const values of [{}, { Cn: "Ada" }]) expect(await refused({ ...add, values })).toMatch(message);
    expect(await refused({ action: "delete", dn, may_be_done: true })).toMatch(message);
    expect(await refused({ dn, values: { Cn: "Ada" }, replace: { sn: "x" } })).toMatch(message);
    // Braces that are meant.
    expect(await modify({ ...add, dn: `cn=\\7bcn\\7d,${people}` })).toMatchObject({ changed: true });
    expect(await modify({ dn: "${dn}", replace: { sn: "x" } }, { dn })).toEqual({ dn, changed: true });
    expect(await refused({ action: "rename", dn: "${dn}", new_dn: "cn={cn}" }, { dn })).toMatch(message);
    expect(await modify({ action: "delete", dn: "${dn}" }, { dn })).toEqual({ dn, changed: true });
  });

  it("replaces, adds and removes values, all or none", async () => {
    const dn = `uid=ada,${people}`;
    const before = { ...person, mail: ["a@x.org", "b@x.org"], title: "Countess", description: "old" };
    await modify({ action: "add", dn, attributes: before });
    const changed = await modify({
      dn,
      replace: { sn: "King", title: null, mobile: [] },
      add_values: { mail: ["c@x.org"], description: null },
      remove_values: { mail: "a@x.org", description: [] },
    });
    expect(changed).toEqual({ dn, changed: true });
    expect(await read(dn)).toEqual({
      dn,
      objectClass: "inetOrgPerson",
      uid: "ada",
      cn: "Ada",
      sn: "King",
      mail: ["b@x.org", "c@x.org"],
      description: "old",
    });
    expect(await refused({ dn, replace: { sn: "Byron" }, add_values: { mail: "b@x.org" } })).toMatch(
      /^The entry "uid=ada,.*" cannot be changed: Type or value exists \(20\): /,
    );
    expect(await read(dn)).toMatchObject({ sn: "King" });
    expect(await modify({ dn, add_values: { mail: "${none}" } }, { none: [] })).toEqual({ dn, changed: false });
    expect(await refused({ dn })).toBe("There is nothing to change: give replace, remove_values, add_values");
    expect(await refused({ dn, replace: { sn: { a: 1 } } })).toBe(
      '"sn" of "replace" is neither text, number, boolean, date nor bytes',
    );
  });

  it("renames an entry and moves it", async () => {
    const attributes = { ...person, uid: "bo" };
    await modify({ action: "add", dn: `uid=bo,${people}`, attributes });
    const renamed = await modify({
      action: "rename",
      dn: `uid=bo,${people}`,
      new_dn: "uid={uid}",
      values: { uid: "bo, jr" },
    });
    expect(renamed).toEqual({ dn: `uid=bo\\2c jr,${people}`, changed: true });
    const former = "ou=former,dc=example,dc=org";
    const moved = await modify({ action: "rename", dn: "${dn}", new_dn: `uid=bo,${former}` }, renamed);
    expect(moved).toEqual({ dn: `uid=bo,${former}`, changed: true });
    expect(await read(`uid=bo,${former}`)).toMatchObject({ uid: "bo", cn: "Ada" });
    expect(await refused({ action: "rename", dn: `uid=bo,${people}`, new_dn: "uid=x" })).toMatch(
      /cannot be renamed: No such object \(32\)$/,
    );
  });
});
