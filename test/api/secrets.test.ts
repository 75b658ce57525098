import { gunzipSync } from "node:zlib";
import type { LightMyRequestResponse as Response } from "fastify";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

test("secrets are set, listed by name and deleted, with what still names them", async () => {
  const { ask } = await openTestApi();
  expect((await ask("PUT", "/secrets/crm", { body: { value: "s3cret" } })).json()).toEqual({
    name: "crm",
    created: true,
  });
  expect((await ask("PUT", "/secrets/crm", { body: { value: "0ther" } })).json()).toEqual({
    name: "crm",
    created: false,
  });
  expect((await ask("GET", "/secrets")).json()).toEqual([
    { name: "crm", updated_at: expect.stringMatching(/Z$/), usable: true },
  ]);
  const data = [{ name: "pw", value: "$SECRET(crm)" }];
  await ask("POST", "/configurations", { body: { name: "prod", configuration_data: data } });
  expect((await ask("DELETE", "/secrets/crm")).json()).toEqual({
    deleted: "crm",
    uses: [{ by: "configuration", name: "prod", draft: false, path: "$.configuration_data[0].value" }],
  });
  const missing = await ask("DELETE", "/secrets/crm");
  expect(missing.statusCode).toBe(404);
  for (const body of [{}, { value: "" }, { value: 7 }, { value: "x", other: 1 }]) {
    expect((await ask("PUT", "/secrets/crm", { body })).statusCode).toBe(400);
  }
  expect((await ask("PUT", "/secrets/a%20b", { body: { value: "x" } })).statusCode).toBe(400);
});

test("only an administrator allows environment variables, and never the program's own", async () => {
  const { ask, host } = await openTestApi();
  expect((await ask("GET", "/environment")).json()).toEqual([]);
  const allowed = await ask("PUT", "/environment", { body: { names: ["PATH", "NO_SUCH_VARIABLE_HERE", "PATH"] } });
  expect(allowed.json()).toEqual([
    { name: "NO_SUCH_VARIABLE_HERE", set: false },
    { name: "PATH", set: true },
  ]);
  expect(allowed.body).not.toContain(String(process.env.PATH));
  for (const name of ["SLUICE_KEY", "sluice_x", "a b", "", "A=B"]) {
    expect((await ask("PUT", "/environment", { body: { names: [name] } })).statusCode).toBe(400);
  }
  expect((await ask("PUT", "/environment", { body: { names: ["HOME"] }, role: "developer" })).statusCode).toBe(403);
  expect((await ask("GET", "/environment")).json()).toHaveLength(2);
  // The list is the one that configurations are checked against.
  const data = ["PATH", "HOME"].map((name) => ({ name, value: `$ENV(${name})` }));
  await ask("POST", "/configurations", { body: { name: "prod", configuration_data: data } });
  const steps = [{ name: "a", file: "Log", message: "${config.PATH}${config.HOME}" }];
  const app = { name: "app", app_variables: [], configuration: "prod", steps };
  const { problems } = (await ask("POST", "/applications", { body: app })).json();
  expect(problems.filter(({ code }: { code: string }) => code === "forbidden_environment_variable")).toHaveLength(1);
  expect(host.services.environment.list()).toHaveLength(2);
});

test("no viewer or operator comes near secrets", async () => {
  const { ask } = await openTestApi();
  await ask("PUT", "/secrets/crm", { body: { value: "s3cret" } });
  for (const role of ["viewer", "operator"] as const) {
    const answers = await Promise.all([
      ask("GET", "/secrets", { role }),
      ask("PUT", "/secrets/crm", { body: { value: "x" }, role }),
      ask("DELETE", "/secrets/crm", { role }),
      ask("GET", "/environment", { role }),
      ask("GET", "/export", { role }),
      ask("GET", "/applications/app/export", { role }),
      ask("POST", "/import", { body: {}, role }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403, 403, 403]);
  }
});

test("no secret comes back by any of these routes, not even in an error", async () => {
  const { ask } = await openTestApi();
  const secrets = ["plain-secret-1", "plain-secret-2", "plain-secret-3", "plain-secret-4"];
  const [shared = "", variable = "", patched = "", wrong = ""] = secrets;
  const data = [
    { name: "pw", value: variable, encrypted: true },
    { name: "ref", value: "$SECRET(crm)" },
  ];
  const configuration = { name: "prod", configuration_data: data };
  const steps = [{ name: "a", file: "Log", message: "${config.pw} ${config.ref}" }];
  const answers: Response[] = [
    await ask("PUT", "/secrets/crm", { body: { value: shared } }),
    await ask("PUT", "/secrets/crm%20x", { body: { value: wrong } }),
    await ask("PUT", "/secrets/crm", { body: { value: { deep: wrong } } }),
    await ask("PUT", "/secrets/crm", { body: { value: [wrong], [wrong.slice(0, 5)]: wrong } }),
    await ask("PUT", "/secrets/crm", { text: `{"value": ${wrong}}` }),
    await ask("PUT", "/secrets/crm", { text: `{"value": "${wrong}` }),
    await ask("POST", "/configurations", { body: configuration }),
    await ask("POST", "/configurations", { body: { ...configuration, name: "bad name" } }),
    await ask("POST", "/configurations", { body: { ...configuration, configuration_data: { pw: wrong } } }),
    await ask("POST", "/configurations?overwrite=false", { body: configuration }),
    await ask("PATCH", "/configurations/prod", { body: { variables: [{ name: "pw", value: patched }] } }),
    await ask("PATCH", "/configurations/gone", { body: { variables: [{ name: "pw", value: wrong }] } }),
    await ask("PATCH", "/configurations/prod", {
      body: { variables: [{ name: "pw", value: wrong, encrypted: wrong }] },
    }),
    await ask("POST", "/applications", { body: { name: "app", app_variables: [], configuration: "prod", steps } }),
    await ask("GET", "/configurations"),
    await ask("GET", "/configurations/prod"),
    await ask("GET", "/secrets"),
    await ask("GET", "/environment"),
    await ask("GET", "/uses?kind=secret&name=crm"),
    await ask("GET", "/uses?kind=config_variable&name=pw&configuration=prod"),
    await ask("POST", "/applications/app/align", { body: { configuration: "prod" } }),
    await ask("GET", "/export"),
    await ask("GET", "/applications/app/export"),
    await ask("POST", "/import?dry_run=true&overwrite=true", { body: { configurations: [configuration] } }),
    await ask("POST", "/import", {
      body: {
        configurations: [
          { ...configuration, name: "c2" },
          { name: "c3", configuration_data: wrong },
        ],
      },
    }),
    await ask("POST", "/import", { body: { archive: wrong } }),
    await ask("DELETE", "/secrets/crm"),
    await ask("DELETE", "/configurations/prod"),
  ];
  // A body of an answer is text, or an archive of texts.
  const texts = answers.map(({ rawPayload, headers }) => {
    const body = headers["content-encoding"] === "gzip" ? gunzipSync(rawPayload) : rawPayload;
    const isArchive = headers["content-type"] === "application/zip";
    return isArchive
      ? Object.values(unzipSync(body))
          .map((file) => Buffer.from(file).toString())
          .join("\n")
      : body.toString();
  });
  expect(answers.map(({ statusCode }) => statusCode).filter((status) => status >= 500)).toEqual([]);
  expect(answers.filter(({ statusCode }) => statusCode < 300).length).toBeGreaterThan(14);
  texts.forEach((text, index) => {
    for (const secret of secrets) {
      const encoded = Buffer.from(secret).toString("base64").slice(0, 12);
      expect([index, text.includes(secret), text.includes(encoded)]).toEqual([index, false, false]);
    }
  });
  expect(texts.join("\n")).toMatch(/sluice:v1:/);
});
