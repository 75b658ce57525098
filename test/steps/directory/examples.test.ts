import { afterAll, beforeAll, expect, it } from "vitest";
import { onServer } from "../../support/servers/onServer.ts";
import { startSlapd } from "../../support/servers/startSlapd.ts";
import { type Examples, fine, openExamples } from "../openExamples.ts";

onServer("the examples for LDAP", await startSlapd(), ({ connection }) => {
  let examples: Examples;

  beforeAll(async () => {
    examples = await openExamples();
    await examples.addConnection("example_ldap", connection);
  }, 240_000);

  afterAll(() => examples.close(), 240_000);

  it.each([
    ["LDAPModify", { dn: "cn=Ada\\2c Countess,ou=people,dc=example,dc=org", changed: true }],
    ["LDAPModify", { dn: "cn=Ada\\2c Countess,ou=people,dc=example,dc=org", changed: true }],
    ["LDAPSearch", [{ name: "Ada, Countess", mail: "ada@example.org" }]],
  ])("%s", async (name, data) => {
    expect(await examples.run(name, { connection: "example_ldap" })).toEqual({ ...fine, data });
  });

  it("tell of a connection by logging in", async () => {
    const { connections } = examples.host.services;
    const { host, port, user } = connection.settings;
    const message = `${host}, port ${port}, lets in ${user}; it holds dc=example,dc=org`;
    expect(await connections.test("example_ldap")).toEqual({ ok: true, message });
    const password = "guessed-and-wrong";
    await examples.addConnection("wrong", { ...connection, settings: { ...connection.settings, password } });
    expect(await connections.test("wrong")).toEqual({
      ok: false,
      message: expect.stringMatching(/^The connection "wrong" cannot be made: Invalid credentials/),
    });
  });
});
