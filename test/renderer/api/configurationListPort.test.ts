import { expect, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createConfigurationListPort } from "../../../renderer/api/createConfigurationListPort.ts";
import { openTestApi } from "../../api/openTestApi.ts";

test("a configuration becomes a connection of a kind, is tried, and becomes none", async () => {
  const { api } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const port = createConfigurationListPort(
    new ApiClient((path, init) => fetch(`${address}${path}`, init), "developer"),
  );
  await port.create("erp");
  const plain = await port.read("erp");
  if (plain === undefined) throw new Error("no configuration");
  expect(plain.connection).toBeUndefined();
  expect(await port.listKinds()).toEqual([
    { kind: "imap", tunnel: true },
    { kind: "ldap", tunnel: true },
    { kind: "mongodb", tunnel: true },
    { kind: "mssql", tunnel: true },
    { kind: "mysql", tunnel: true },
    { kind: "oauth2", tunnel: false },
    { kind: "postgresql", tunnel: true },
    { kind: "redis", tunnel: true },
    { kind: "smtp", tunnel: true },
    { kind: "ssh", tunnel: true },
  ]);
  for (const { kind } of await port.listKinds()) {
    // The variables of a connection are said where one makes it.
    expect([kind, await port.helpOf(kind)]).toEqual([kind, expect.stringMatching(/`(host|client_id)`/)]);
    expect(await port.helpOf(kind)).not.toContain("```");
  }
  expect(await port.helpOf("ssh")).toMatch(/`private_key`|`password`/);
  expect(await port.helpOf("carrier pigeon")).toBeUndefined();
  const erp = await port.setKind(plain, "postgresql");
  expect([await port.listConnections("postgresql"), await port.listConnections("ssh")]).toEqual([["erp"], []]);
  expect(erp.connection).toBe("postgresql");
  expect(await port.test("erp")).toEqual({
    ok: false,
    message: 'The connection "erp" cannot be used: "host" is missing',
  });
  await expect(port.setKind(plain, undefined)).rejects.toMatchObject({ code: "changed_meanwhile" });
  expect((await port.setKind(erp, undefined)).connection).toBeUndefined();
  await expect(port.test("erp")).rejects.toThrow('it has no key "connection"');
});

test("a sign-in is read, begun and cancelled", async () => {
  const { api, host } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const port = createConfigurationListPort(
    new ApiClient((path, init) => fetch(`${address}${path}`, init), "developer"),
  );
  const variables = { grant: "authorization_code", client_id: "sluice", authorization_url: "https://login.example/a" };
  const data = Object.entries(variables).map(([name, value]) => ({ name, value }));
  const crm = { name: "crm", connection: "oauth2", configuration_data: data };
  await host.services.configurations.import(JSON.stringify(crm), { fileName: "crm.json", overwrite: true });
  expect(await port.readSignIn("crm")).toEqual({
    state: "unusable",
    message: 'The connection "crm" cannot be used: it needs an "issuer", or a "token_url".',
  });
  const url = { variable: "token_url", value: "https://login.example/t", secret: false };
  await host.services.configurations.set("crm", url);
  expect(await port.readSignIn("crm")).toEqual({ state: "missing", message: undefined });
  expect(await port.startSignIn("crm")).toMatch(/^https:\/\/login\.example\/a\?/);
  expect((await port.readSignIn("crm")).state).toBe("waiting");
  await port.cancelSignIn("crm");
  expect(await port.readSignIn("crm")).toEqual({ state: "missing", message: "The sign-in was cancelled." });
});
