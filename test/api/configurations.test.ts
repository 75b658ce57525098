import { expect, test } from "vitest";
import { variableContext } from "../../core/service/configurations/variableContext.ts";
import { createVault } from "../../core/store/vault/createVault.ts";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const hidden = "very-hidden-value";
const document = {
  name: "prod",
  friendly_name: "Production",
  configuration_data: [
    { name: "url", value: "https://example.org" },
    { name: "pw", value: hidden, encrypted: true, note: "kept" },
    { name: "empty", encrypted: true },
  ],
  extra: { __proto__x: 1 },
};

const readValue = (body: { configuration_data: { name: string; value?: unknown }[] }, name: string) =>
  body.configuration_data.find((variable) => variable.name === name)?.value;

/** The state of a run that uses a variable. */
async function useVariable({ host, ask }: TestApi, variable: string): Promise<string> {
  const steps = [{ name: "s", file: "Log", message: `\${config.${variable}}` }];
  await ask("POST", "/applications", { body: { name: "reader", app_variables: [], configuration: "prod", steps } });
  const run = await ask("POST", "/applications/reader/run?wait=30");
  const { id } = run.json();
  await host.runs.finished(id).catch(() => undefined);
  return host.services.queries.get(id).state;
}

test("a configuration is added, listed, read masked, changed and deleted", async () => {
  const { ask, host } = await openTestApi();
  const added = await ask("POST", "/configurations", { body: document });
  expect(added.statusCode).toBe(200);
  expect(added.json()).toEqual({ name: "prod", replaced: false, unset: [], problems: [] });
  expect((await ask("GET", "/configurations", { role: "viewer" })).json()).toEqual([
    { name: "prod", friendly_name: "Production", variables: 3, updated_at: expect.stringMatching(/Z$/) },
  ]);
  const read = await ask("GET", "/configurations/prod", { role: "viewer" });
  expect(read.json()).toEqual({
    ...document,
    configuration_data: [
      { name: "url", value: "https://example.org" },
      { name: "pw", value: "•••", encrypted: true, note: "kept" },
      { name: "empty", encrypted: true, value: null },
    ],
  });
  // What was read goes back, with one change: the secret stays.
  const before = host.services.configurations.get("prod");
  const edited = { ...read.json(), friendly_name: "Live" };
  expect((await ask("POST", "/configurations", { body: edited })).json()).toMatchObject({ replaced: true, unset: [] });
  const after = host.services.configurations.get("prod");
  expect(after.friendly_name).toBe("Live");
  expect(readValue(after as never, "pw")).toBe(readValue(before as never, "pw"));

  await ask("POST", "/applications", {
    body: { name: "app", app_variables: [], configuration: "prod", steps: [{ name: "a", file: "Log", message: "x" }] },
  });
  const deleted = await ask("DELETE", "/configurations/prod");
  expect(deleted.json()).toEqual({
    deleted: "prod",
    uses: [{ by: "application", name: "app", draft: false, path: "$.configuration" }],
  });
  expect((await ask("GET", "/configurations/prod")).statusCode).toBe(404);
  expect((await ask("DELETE", "/configurations/prod")).statusCode).toBe(404);
});

test("single variables are set, encrypted and removed, all of a request or none", async () => {
  const api = await openTestApi();
  const { ask, host } = api;
  await ask("POST", "/configurations", { body: document });
  const changed = await ask("PATCH", "/configurations/prod", {
    body: {
      variables: [
        { name: "pw", value: "other-secret" },
        { name: "token", value: "new-secret", encrypted: true },
        { name: "retries", value: 3 },
        { name: "url", remove: true },
      ],
    },
  });
  expect(changed.statusCode).toBe(200);
  expect(changed.json().configuration_data).toEqual([
    { name: "pw", value: "•••", encrypted: true, note: "kept" },
    { name: "empty", encrypted: true, value: null },
    { name: "token", value: "•••", encrypted: true },
    { name: "retries", value: 3 },
  ]);
  expect(JSON.stringify(host.services.configurations.get("prod"))).not.toMatch(/other-secret|new-secret/);
  const bad = await ask("PATCH", "/configurations/prod", {
    body: {
      variables: [
        { name: "retries", value: 9 },
        { name: "retrys", remove: true },
      ],
    },
  });
  expect(bad.statusCode).toBe(404);
  expect(bad.json().detail).toContain('Did you mean "retries"?');
  expect(readValue((await ask("GET", "/configurations/prod")).json(), "retries")).toBe(3);
  expect(
    (await ask("PATCH", "/configurations/gone", { body: { variables: [{ name: "a", value: 1 }] } })).statusCode,
  ).toBe(404);
  for (const body of [{}, { variables: [] }, { variables: [{ name: "a" }] }, { variables: [{ value: 1 }] }]) {
    expect((await ask("PATCH", "/configurations/prod", { body })).statusCode).toBe(400);
  }
  expect(await useVariable(api, "token")).toBe("SUCCESS");
});

test("a variable gets another name; what is encrypted opens under it, and only there", async () => {
  const api = await openTestApi();
  const { ask, host } = api;
  await ask("POST", "/configurations", { body: document });
  const change = (variables: object[], headers = {}) =>
    ask("PATCH", "/configurations/prod", { body: { variables }, headers });
  const renamed = await change([
    { name: "pw", rename_to: "password" },
    { name: "url", rename_to: "address" },
    { name: "address", value: "https://example.net" },
  ]);
  expect(renamed.statusCode).toBe(200);
  expect(renamed.json().configuration_data).toEqual([
    { name: "address", value: "https://example.net" },
    { name: "password", value: "•••", encrypted: true, note: "kept" },
    { name: "empty", encrypted: true, value: null },
  ]);
  expect(JSON.stringify(host.services.configurations.get("prod"))).not.toContain(hidden);
  expect(host.services.configurations.unsetVariables(host.services.configurations.get("prod"))).toEqual(["empty"]);
  expect(await useVariable(api, "password")).toBe("SUCCESS");

  const before = host.services.configurations.get("prod");
  const taken = await change([{ name: "password", rename_to: "empty" }]);
  expect([taken.statusCode, taken.json().detail]).toEqual([409, expect.stringContaining('"empty"')]);
  expect((await change([{ name: "passwort", rename_to: "x" }])).json().detail).toContain('Did you mean "password"?');
  expect((await change([{ name: "password", rename_to: "" }])).statusCode).toBe(400);
  expect((await change([{ name: "password", rename_to: "x" }], { "if-match": '"old"' })).statusCode).toBe(412);
  expect((await change([{ name: "password", rename_to: "password" }])).statusCode).toBe(200);
  expect(host.services.configurations.get("prod")).toEqual(before);
});

test("what another key encrypted stays as it is stored, whatever changes beside it, and is not renamed", async () => {
  const { ask, host } = await openTestApi();
  await ask("POST", "/configurations", { body: document });
  const stored = host.services.configurations.get("prod");
  const foreign = createVault({ key: "that of another computer" }).encrypt("x", variableContext("prod", "far"));
  const far = { name: "far", value: foreign, encrypted: true };
  const data = [...(stored.configuration_data as object[]), far];
  await host.store.configurations.save({ ...stored, configuration_data: data } as never);
  const storedValue = (name: string) => readValue(host.services.configurations.get("prod") as never, name);
  const change = (variables: object[]) => ask("PATCH", "/configurations/prod", { body: { variables } });

  expect((await change([{ name: "url", rename_to: "address" }])).statusCode).toBe(200);
  expect(storedValue("far")).toBe(foreign);
  await host.services.configurations.set("prod", { variable: "retries", value: 3, secret: false });
  expect(storedValue("far")).toBe(foreign);
  const read = (await ask("GET", "/configurations/prod")).json();
  expect((await ask("POST", "/configurations", { body: read })).json()).toMatchObject({ unset: ["far"] });
  expect(storedValue("far")).toBe(foreign);

  // Under another name it would never open again.
  const refused = await change([{ name: "far", rename_to: "near" }]);
  expect([refused.statusCode, refused.json().detail]).toEqual([400, expect.stringContaining("another key")]);
  expect(storedValue("far")).toBe(foreign);
  const both = [
    { name: "far", value: "new-secret" },
    { name: "far", rename_to: "near" },
  ];
  expect((await change(both)).statusCode).toBe(200);
  expect(host.services.configurations.unsetVariables(host.services.configurations.get("prod"))).toEqual(["empty"]);
});

test("a mask is never taken for a value", async () => {
  const { ask } = await openTestApi();
  const masked = { name: "new", configuration_data: [{ name: "pw", value: "•••", encrypted: true }] };
  const refused = await ask("POST", "/configurations", { body: masked });
  expect(refused.statusCode).toBe(400);
  expect(refused.json().detail).toContain('"pw"');
  await ask("POST", "/configurations", { body: document });
  const opened = { ...document, configuration_data: [{ name: "pw", value: "•••", encrypted: false }] };
  expect((await ask("POST", "/configurations", { body: opened })).statusCode).toBe(400);
});

test("two people never overwrite each other silently", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/configurations", { body: document });
  const { etag } = (await ask("GET", "/configurations/prod")).headers;
  const headers = { "if-match": String(etag) };
  const change = (value: number) => ({ variables: [{ name: "retries", value }] });
  const both = await Promise.all(
    [1, 2].map((value) => ask("PATCH", "/configurations/prod", { body: change(value), headers })),
  );
  expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 412]);
  expect(both[1]?.json().code).toBe("changed_meanwhile");
  const next = { "if-match": String(both[0]?.headers.etag) };
  expect((await ask("PATCH", "/configurations/prod", { body: change(3), headers: next })).statusCode).toBe(200);
  expect((await ask("POST", "/configurations", { body: document, headers })).statusCode).toBe(412);
  expect((await ask("DELETE", "/configurations/prod", { headers })).statusCode).toBe(412);
  expect((await ask("POST", "/configurations?overwrite=false", { body: document })).statusCode).toBe(409);
  expect(readValue((await ask("GET", "/configurations/prod")).json(), "retries")).toBe(3);
});

test("what is no configuration is refused with its places", async () => {
  const { ask } = await openTestApi();
  expect((await ask("POST", "/configurations", { body: { configuration_data: [] } })).json().detail).toContain(
    "no name",
  );
  const wrong = await ask("POST", "/configurations", { body: { name: "x", configuration_data: "text" } });
  expect(wrong.statusCode).toBe(400);
  expect(wrong.json().errors).toMatchObject([{ path: "$.configuration_data" }]);
  expect((await ask("POST", "/configurations", { body: { name: "a b", configuration_data: [] } })).statusCode).toBe(
    400,
  );
});

test("a viewer and an operator change nothing", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/configurations", { body: document });
  for (const role of ["viewer", "operator"] as const) {
    expect((await ask("POST", "/configurations", { body: document, role })).statusCode).toBe(403);
    const patch = { variables: [{ name: "a", value: 1 }] };
    expect((await ask("PATCH", "/configurations/prod", { body: patch, role })).statusCode).toBe(403);
    expect((await ask("DELETE", "/configurations/prod", { role })).statusCode).toBe(403);
  }
});
