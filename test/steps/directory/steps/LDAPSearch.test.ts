import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { Attribute, Client } from "ldapts";
import { beforeAll, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import LDAPSearch from "../../../../core/steps/directory/steps/LDAPSearch.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { type SearchAnswer, type SearchQuestion, startLdapPeer } from "../../../support/servers/startLdapPeer.ts";
import { startSlapd } from "../../../support/servers/startSlapd.ts";

const [starttls, tls] = await Promise.all([startSlapd(), startSlapd("on")]);

const people = "ou=people,dc=example,dc=org";
const photo = Buffer.from([0xff, 0xd8, 0x00, 0x80]);
/** Bytes that could be a text. */
const plainPhoto = Buffer.from("GIF89a");

const persons: [uid: string, cn: string, more: object][] = [
  ["ada", "Ada Ö", { mail: ["ada@example.com", "a@example.org"], jpegPhoto: photo, userPassword: "hidden" }],
  ["bo", "Bo (the *)", { mail: "bo@example.com", jpegPhoto: plainPhoto, userPassword: Buffer.from([0xff, 0x00]) }],
  ["cy", "Cy\\ := ~= >= &|!", { mail: "cy@example.org" }],
  ["dan", "Dan", {}],
  [
    "eve",
    "Eve {cn}",
    { objectClass: ["inetOrgPerson", "posixAccount"], uidNumber: "514", gidNumber: "1", homeDirectory: "/" },
  ],
];

onServer("LDAP search", starttls, ({ connection, reader }) => {
  const run = (params: JsonObject, more: { settings?: JsonObject; signal?: AbortSignal; input?: unknown } = {}) => {
    const { settings, ...rest } = more;
    return runStep(LDAPSearch, {
      params: { connection: "directory", ...params },
      connections: { directory: { ...connection, settings: { ...connection.settings, ...settings } } },
      ...rest,
    });
  };
  const search = async (params: JsonObject, more: { settings?: JsonObject; input?: unknown } = {}) => {
    const { data, error } = await run({ filter: "(objectClass=person)", ...params }, more);
    expect(error).toBeUndefined();
    return data as { dn: string; uid: string }[];
  };
  const uids = async (params: JsonObject, input?: unknown) =>
    (await search(params, input === undefined ? {} : { input })).map(({ uid }) => uid);

  beforeAll(async () => {
    const { host, port, user, password, ca } = connection.settings;
    const client = new Client({ url: `ldap://${host}:${port}` });
    await client.startTLS({ ca: String(ca), host: "localhost", servername: "localhost" });
    await client.bind(String(user), String(password));
    for (const [uid, cn, more] of persons) {
      const values = Object.entries({ objectClass: "inetOrgPerson", uid, cn, sn: uid, ...more });
      const attributes = values.map(([type, value]) => new Attribute({ type, values: [value].flat() }));
      await client.add(`uid=${uid},${people}`, attributes);
    }
    await client.add(`uid=fay\\2c x,uid=ada,${people}`, { objectClass: "inetOrgPerson", cn: "Fay", sn: "fay" });
    await client.unbind();
  }, 60_000);

  it("gives entries with their attributes: a text, a list, bytes or null", async () => {
    const attributes = ["cn", "mail", "jpegPhoto", "userPassword"];
    expect(await search({ base: people, scope: "one", attributes, filter: "(|(uid=ada)(uid=bo)(uid=dan))" })).toEqual([
      {
        dn: `uid=ada,${people}`,
        cn: "Ada Ö",
        mail: ["ada@example.com", "a@example.org"],
        jpegPhoto: photo,
        userPassword: "hidden",
      },
      {
        dn: `uid=bo,${people}`,
        cn: "Bo (the *)",
        mail: "bo@example.com",
        jpegPhoto: plainPhoto,
        userPassword: Buffer.from([0xff, 0x00]),
      },
      { dn: `uid=dan,${people}`, cn: "Dan", mail: null, jpegPhoto: null, userPassword: null },
    ]);
    const lists = { lists: ["MAIL", "seeAlso"], bytes: ["CN"], attributes: ["cn", "mail"] };
    expect(await search({ ...lists, filter: "(uid=bo)" })).toEqual([
      { dn: `uid=bo,${people}`, cn: Buffer.from("Bo (the *)"), mail: ["bo@example.com"], seeAlso: [] },
    ]);
    expect(await search({ filter: "(uid=dan)" })).toEqual([
      { dn: `uid=dan,${people}`, objectClass: "inetOrgPerson", uid: "dan", cn: "Dan", sn: "dan" },
    ]);
    expect(await search({ filter: "(uid=dan)", attributes: ["+"] })).toMatchObject([
      { modifyTimestamp: expect.stringMatching(/^\d{14}Z$/) },
    ]);
  });

  it("never takes a value for a part of the filter or of the DN", async () => {
    const find = (cn: unknown) => uids({ filter: "(&(objectClass=person)(cn={cn}))", values: { cn: "${cn}" } }, { cn });
    for (const [uid, cn] of persons) expect(await find(cn), cn).toEqual([uid]);
    expect(await find("*")).toEqual([]);
    expect(await find("x)(uid=*")).toEqual([]);
    expect(await uids({ filter: "(cn=*{part}*)", values: { part: "(the *" } })).toEqual(["bo"]);
    const bytes = Buffer.from([0xff, 0x00]);
    expect(await uids({ filter: "(userPassword={bytes})", values: { bytes: "${bytes}" } }, { bytes })).toEqual(["bo"]);
    expect(await uids({ filter: "(userPassword=\\fF\\00)" })).toEqual(["bo"]);
    const below = { base: `uid={uid},uid=ada,${people}`, scope: "base", attributes: ["cn"] };
    const dn = `uid=fay\\2C x,uid=ada,${people}`;
    expect(await search({ ...below, values: { uid: "fay, x" } })).toEqual([{ dn, cn: "Fay" }]);
    expect(await search({ ...below, base: "${dn}" }, { input: { dn } })).toEqual([{ dn, cn: "Fay" }]);
    const refused = async (params: JsonObject) => (await run(params)).error?.message;
    expect(await refused({ filter: "(cn={cn})" })).toBe('The filter has a place {cn}, and "values" nothing for it');
    expect(await refused({ filter: "(cn={cn})", values: { cn: null } })).toBe('"cn" of "values" is no value');
    expect(await refused({ filter: "(cn={cn})", values: { cn: ["a", "b"] } })).toBe(
      '"cn" of "values" is several values',
    );
    expect(await refused({ base: "cn={cn}", values: { Cn: "Ada" } })).toBe(
      'The DN has a place {cn}, and "values" nothing for it; write braces that are a part of it as \\7bcn\\7d',
    );
    expect(await refused({ base: "cn={cn}" })).toMatch(/^The search below "cn=\{cn\}" failed: /);
    expect(await refused({ base: "cn={cn}", values: { cn: "" } })).toBe(
      '"cn" of "values" is empty, and stands in a DN',
    );
    expect(await refused({ filter: "(cn=a" })).toMatch(/^The filter cannot be read: Unbalanced parens/);
    expect(await refused({ filter: "(cn=\\ff*)" })).toBe(
      "The filter has bytes that are no text where it does not compare by =",
    );
  });

  it("reads filters over several lines, with all that RFC 4515 has", async () => {
    const filter = `(&
      (objectClass=person)
      (| (uid=ada) (uid=bo) (createTimestamp<=20200101000000Z) )
      (! (cn:caseExactMatch:=Bo \\28the \\2a\\29))
      (cn=*Ö*)
    )`;
    expect(await uids({ filter })).toEqual(["ada"]);
    const values = { since: "${since}" };
    const later = "(&(uid=dan)(createTimestamp>={since}))";
    expect(await uids({ filter: later, values }, { since: new Date("2020-01-01") })).toEqual(["dan"]);
    expect(await uids({ filter: later, values }, { since: new Date("2120-01-01") })).toEqual([]);
    expect(await uids({ filter: "(cn~=Dan)" })).toEqual(["dan"]);
    // Single bits of a number, as the accounts of Active Directory have them.
    const bit = (value: number) =>
      uids({ filter: "(uidNumber:1.2.840.113556.1.4.803:={bit})", values: { bit: value } });
    expect([await bit(2), await bit(4)]).toEqual([["eve"], []]);
  });

  it("gets more than the server gives at once, up to its own limit", async () => {
    const as = { settings: reader };
    const params = { base: people, scope: "one" };
    const all = persons.map(([uid]) => uid);
    expect((await search({ ...params, page_size: 2 }, as)).map(({ uid }) => uid)).toEqual(all);
    expect((await search({ ...params, limit: 3, page_size: 2 }, as)).map(({ uid }) => uid)).toEqual(all.slice(0, 3));
    expect((await search(params, as))[0]).not.toHaveProperty("userPassword");
  });

  it("says what the server refuses, and why there is no connection, without the password", async () => {
    expect((await run({ base: "ou=nowhere,dc=example,dc=org" })).error).toMatchObject({
      name: "LdapException",
      message: expect.stringMatching(/^The search below "ou=nowhere,dc=example,dc=org" failed: No such object \(32\)$/),
    });
    const refused = async (settings: JsonObject) => (await run({}, { settings })).error;
    expect(await refused({ password: "guessed-wrong" })).toMatchObject({
      name: "ConnectionException",
      message: 'The connection "directory" cannot be made: Invalid credentials (49)',
    });
    expect((await refused({ ca: "" }))?.message).toMatch(/cannot be made: self-signed/);
    expect((await refused({ host: "127.0.0.1" }))?.message).toMatch(/cannot be made: .*does not match certificate/);
    expect(await refused({ host: "127.0.0.1", certificate: "unchecked", ca: "" })).toBeUndefined();
    expect((await refused({ port: 1 }))?.message).toMatch(/cannot be made: .*ECONNREFUSED/);
    expect((await refused({ password: "" }))?.message).toBe(
      'The connection "directory" cannot be used: "password" is missing',
    );
    const open = await run({ limit: 1 }, { settings: { tls: "off" } });
    expect(open.logs).toContainEqual({
      level: "warning",
      message: "The password goes to localhost without encryption",
    });
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const late = await run({ timeout: "200ms" }, { settings: { host: "127.0.0.1", port } });
    silent.close();
    expect(late.error?.message).toMatch(/^The connection "directory" cannot be made: .*(?:within 0\.2 s|timed out)$/);
    const abortion = new AbortController();
    abortion.abort();
    expect((await run({}, { signal: abortion.signal })).error?.message).toBe(
      'The connection "directory" was given up: the step was ended',
    );
  });
});

onServer("LDAP search with TLS from the start", tls, ({ connection }) => {
  it("logs in, or asks without a login what everybody may know", async () => {
    const run = (settings: JsonObject, params: JsonObject = {}) =>
      runStep(LDAPSearch, {
        params: { connection: "directory", scope: "base", attributes: ["dc"], ...params },
        connections: { directory: { ...connection, settings: { ...connection.settings, ...settings } } },
      });
    expect((await run({})).data).toEqual([{ dn: "dc=example,dc=org", dc: "example" }]);
    expect((await run({ host: "127.0.0.1" })).error?.message).toMatch(/cannot be made: .*does not match certificate/);
    const nobody = await run({ user: "", password: "", base: "" }, { attributes: ["namingContexts"] });
    expect([nobody.error, nobody.data]).toEqual([undefined, [{ dn: "", namingContexts: "dc=example,dc=org" }]]);
  });
});

/** What a directory that answers so gives. */
async function searchPeer(answer: (question: SearchQuestion) => SearchAnswer, params: JsonObject = {}) {
  const peer = await startLdapPeer(answer);
  try {
    return await runStep(LDAPSearch, {
      params: { connection: "directory", timeout: 10, ...params },
      connections: { directory: peer.connection },
    });
  } finally {
    await peer.close();
  }
}

it("LDAP search goes on after a page without entries", async () => {
  const entry = (cn: string) => ({ dn: `cn=${cn}`, attributes: { cn: [cn] } });
  const pages: Record<string, SearchAnswer> = {
    "": { entries: [entry("ada")], cookie: "2" },
    "2": { entries: [], cookie: "3" },
    "3": { entries: [], cookie: "4" },
    "4": { entries: [entry("bo")] },
  };
  const { data, error, logs } = await searchPeer(({ cookie }) => pages[cookie] as SearchAnswer);
  expect([error, data]).toEqual([
    undefined,
    [
      { dn: "cn=ada", cn: "ada" },
      { dn: "cn=bo", cn: "bo" },
    ],
  ]);
  expect(logs.filter(({ level }) => level === "warning")).toEqual([]);
});

it("LDAP search gives all values of an attribute that Active Directory gives in parts", async () => {
  const dn = "cn=all,dc=example";
  const members = Array.from({ length: 12 }, (_value, index) => `cn=${index},dc=example`);
  const tokens = Array.from({ length: 12 }, (_value, index) => Buffer.from(`token ${index}`));
  const size = 5;
  /** Where the rest was asked for. */
  const bases: string[] = [];
  /** As Active Directory does, with the name of the attribute alone and empty beside the part. */
  const answer = ({ base, attributes }: SearchQuestion): SearchAnswer => {
    const [, from = "0"] = /;range=(\d+)-/.exec(attributes[0] ?? "") ?? [];
    const start = Number(from);
    const toPart = (name: string, all: (string | Buffer)[]) => {
      const end = start + size >= all.length ? "*" : start + size - 1;
      return [`${name};range=${start}-${end}`, all.slice(start, start + size)] as const;
    };
    if (start > 0) {
      bases.push(base);
      const part = attributes[0]?.startsWith("tokenGroups") ? toPart("tokenGroups", tokens) : toPart("member", members);
      return { entries: [{ dn, attributes: Object.fromEntries([part]) }] };
    }
    const whole = { cn: ["all"], member: [], tokenGroups: [] };
    const parts = [toPart("member", members), toPart("tokenGroups", tokens)];
    return { entries: [{ dn, attributes: { ...whole, ...Object.fromEntries(parts) } }] };
  };
  for (const attributes of [[], ["MEMBER", "cn", "tokenGroups"]]) {
    const { data, error } = await searchPeer(answer, { attributes });
    expect([error, data]).toEqual([undefined, [{ dn, cn: "all", member: members, tokenGroups: tokens }]]);
  }
  // Two more parts of each of two attributes, twice.
  expect(bases).toEqual(Array.from({ length: 8 }, () => dn));
  const part = await searchPeer(answer, { attributes: ["member;range=5-*"] });
  expect(part.data).toMatchObject([{ dn, "member;range=5-9": members.slice(5, 10) }]);
  const withoutRest = await searchPeer((question) =>
    /;range=/.test(question.attributes[0] ?? "") ? { entries: [{ dn, attributes: {} }] } : answer(question),
  );
  expect(withoutRest.error).toMatchObject({
    name: "LdapException",
    message: `The values of "member" of "${dn}" cannot be read from the 6th on: the server gives none`,
  });
});
