import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../core/base/json.ts";
import { casesFolder, casesMissing, readCaseFile } from "../../support/cases.ts";
import { openTestApi, type TestApi } from "../openTestApi.ts";

const cases = casesFolder();
const folder = cases === undefined ? undefined : join(cases, "json-parsing", "test_parsing");
const files = folder === undefined ? [] : readdirSync(folder).sort();
const bytesOf = (file: string) => readFileSync(join(folder ?? "", file));

/** Sends bytes as they are, as JSON. */
async function send({ api }: TestApi, url: string, payload: Buffer) {
  const headers = { authorization: "Bearer administrator", "content-type": "application/json" };
  const answer = await api.inject({ method: "POST", url: `/api/v1${url}`, headers, payload });
  const isProblem = String(answer.headers["content-type"]).startsWith("application/problem+json");
  return { status: answer.statusCode, isProblem, body: answer.json() };
}

/** The bytes of a file where a parameter of an application stands. */
function asParameter(file: string): Buffer {
  const before = '{"name":"holds","app_variables":[],"steps":[{"name":"A","file":"Log","message":"x","more":';
  return Buffer.concat([Buffer.from(before), bytesOf(file), Buffer.from("}]}")]);
}

describe.skipIf(files.length === 0)(`JSONTestSuite (skipped if ${casesMissing})`, () => {
  test("is refused as a problem by every import, as none of it is a document, and never a fault", async () => {
    const world = await openTestApi();
    const odd: unknown[] = [];
    for (const file of files) {
      const text = bytesOf(file).toString();
      const inText = Buffer.from(JSON.stringify({ kind: "application", file_name: file, text }));
      const application = await send(world, "/applications", bytesOf(file));
      const configuration = await send(world, "/configurations", bytesOf(file));
      const imported = await send(world, "/import/file", inText);
      const codes = [application, configuration, imported].map(({ status, isProblem, body }) =>
        status === 400 && isProblem && body.detail !== "" ? body.code : status,
      );
      if (!isDeepStrictEqual(codes, ["wrong_use", "wrong_use", "invalid_document"])) odd.push([file, codes]);
    }
    expect(odd).toEqual([]);
    expect((await world.ask("GET", "/applications")).json()).toEqual([]);
  });

  test("comes back equal as a parameter of a step, or is refused with line and column", async () => {
    const world = await openTestApi();
    const odd: unknown[] = [];
    const taken: string[] = [];
    for (const file of files) {
      const { status, body } = await send(world, "/applications", asParameter(file));
      if (status === 400) {
        if (!(body.details?.line >= 1 && body.details?.column >= 1)) odd.push([file, body]);
        continue;
      }
      taken.push(file);
      const stored = await world.ask("GET", "/applications/holds?layout=false");
      const isEqual = isDeepStrictEqual(JSON.parse(stored.body), JSON.parse(asParameter(file).toString()));
      if (status !== 200 || !isEqual) odd.push([file, status, stored.body.slice(0, 300)]);
    }
    expect(odd).toEqual([]);
    const must = files.filter((file) => file.startsWith("y_"));
    expect(must.filter((file) => !taken.includes(file))).toEqual([]);
    expect(taken.filter((file) => file.startsWith("n_"))).toEqual([]);
  });
});

const text = readCaseFile("json-parsing/blns.json");
const strings = text === undefined ? [] : [...new Set(JSON.parse(text) as string[])];
const names = strings.filter((name) => name !== "");

describe.skipIf(text === undefined)(`the big list of naughty strings (skipped if ${casesMissing})`, () => {
  test("comes back equal as names and values of variables, and is hidden as encrypted ones", async () => {
    const { ask } = await openTestApi();
    const configuration_data = names.map((name) => ({ name, value: name }));
    expect((await ask("POST", "/configurations", { body: { name: "c", configuration_data } })).statusCode).toBe(200);
    const read = async (path: string) =>
      (await ask("GET", path)).json().configuration_data as typeof configuration_data;
    expect(isDeepStrictEqual(await read("/configurations/c"), configuration_data)).toBe(true);
    const variables = names.map((name) => ({ name, value: name, encrypted: true }));
    expect((await ask("PATCH", "/configurations/c", { body: { variables } })).statusCode).toBe(200);
    const exported = await read("/configurations/c/export");
    expect(exported.map(({ name }) => name)).toEqual(names);
    expect(exported.filter(({ value }) => typeof value !== "string" || names.includes(value))).toEqual([]);
    expect(new Set((await read("/configurations/c")).map(({ value }) => value)).size).toBe(1);
  });

  test("comes back equal as names of steps, as texts of a log and as saved data", async () => {
    const { ask } = await openTestApi();
    const steps = names.map((name) => ({ name, file: "Log", message: "x", disabled: true }));
    const saved = await ask("POST", "/applications", { body: { name: "naughty", app_variables: [], steps } });
    expect([saved.statusCode, saved.json().result]).toEqual([200, "published"]);
    const stored = (await ask("GET", "/applications/naughty?layout=false")).json().steps;
    expect(isDeepStrictEqual(stored, steps)).toBe(true);
    const code = "for (const text of input) step.logger.flow('%s', text); return input";
    const body = { name: "Script", code, input_data: strings };
    const run = (await ask("POST", "/steps/run?wait=30", { body })).json();
    expect([run.state, isDeepStrictEqual(run.output as JsonValue, strings)]).toEqual(["SUCCESS", true]);
    const messages = run.logs.map(({ message }: { message: string }) => message) as string[];
    expect(isDeepStrictEqual(messages, strings)).toBe(true);
    const unfound: string[] = [];
    for (const name of names) {
      const query = new URLSearchParams({ text: name, limit: "1" });
      const found = await ask("GET", `/runs/${run.application_id}/logs?${query}`);
      if (found.statusCode !== 200 || found.json().lines.length !== 1) unfound.push(name);
    }
    expect(unfound).toEqual([]);
  });

  test("is taken as names of anything, or refused as a problem", async () => {
    const { ask } = await openTestApi();
    const document = { app_variables: [], steps: [{ name: "a", file: "Log", message: "x" }] };
    const odd: unknown[] = [];
    for (const name of strings) {
      const path = encodeURIComponent(name);
      const answers = [
        await ask("POST", "/applications", { body: { name, ...document } }),
        await ask("GET", `/applications/${path}`),
        await ask("POST", "/configurations", { body: { name, configuration_data: [] } }),
        await ask("PUT", `/secrets/${path}`, { body: { value: "v" } }),
        await ask("POST", "/roles/owner", { body: { owner: name, role: "viewer" } }),
        await ask("POST", "/tokens", { body: { name, role: "viewer" } }),
        await ask("PUT", `/queues/${path}`, { body: { capacity: 1 } }),
        await ask("GET", `/cache/${path}`),
        await ask("GET", `/reports?search=${path}`),
        await ask("GET", `/runs?text=${path}`),
      ];
      for (const [index, { statusCode, headers }] of answers.entries()) {
        const isProblem = String(headers["content-type"]).includes("problem+json");
        if (statusCode >= 500 || isProblem !== statusCode >= 400) odd.push([name, index, statusCode]);
      }
      const stored = answers[0]?.statusCode === 200 ? (answers[0].json().name as string) : undefined;
      if (stored === undefined) continue;
      const found = await ask("GET", `/applications/${encodeURIComponent(stored)}?layout=false`);
      if (!isDeepStrictEqual(JSON.parse(found.body), { name, ...document })) odd.push([name, stored]);
    }
    expect(odd).toEqual([]);
    const tokens = (await ask("GET", "/tokens")).json().map((token: { name: string }) => token.name) as string[];
    expect(tokens.filter((name) => !names.includes(name))).toEqual([]);
  });
});
