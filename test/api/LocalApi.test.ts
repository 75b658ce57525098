import { expect, onTestFinished, test } from "vitest";
import type { Api } from "../../core/api/Api.ts";
import { LocalApi } from "../../core/api/LocalApi.ts";
import { commandGroups } from "../../core/api/routes/commandGroups.ts";
import { type RouteGroup, routeGroups } from "../../core/api/routes/routeGroups.ts";
import { openTestHost } from "../service/openTestHost.ts";
import { verifyTestToken } from "./openTestApi.ts";

async function openLocal() {
  const host = await openTestHost();
  const made: (readonly RouteGroup[] | undefined)[] = [];
  const local = new LocalApi((groups) => {
    made.push(groups);
    return host.createApi({ verifyToken: verifyTestToken, ...(groups === undefined ? {} : { groups }) });
  });
  onTestFinished(() => local.close());
  const ask = async (operation: string, url: string) => {
    const answer = await local.inject(operation, { url, headers: { authorization: "Bearer administrator" } });
    let text = "";
    for await (const piece of answer.stream()) text += piece;
    return { status: answer.statusCode, json: JSON.parse(text) };
  };
  return { ask, made };
}

test("only the group that is asked for is loaded, once; what no command asks for loads all", async () => {
  const { ask, made } = await openLocal();
  expect(await ask("listApplications", "/api/v1/applications")).toEqual({ status: 200, json: [] });
  expect((await ask("getApplication", "/api/v1/applications/none")).status).toBe(404);
  expect((await ask("listRuns", "/api/v1/runs")).status).toBe(200);
  expect(made).toEqual([["application"], ["run"]]);
  expect((await ask("getAbout", "/api/v1/about")).status).toBe(200);
  expect(made.at(-1)).toBeUndefined();
});

test("each operation of a command is in the group that is named for it", async () => {
  const found = new Map<string, string>();
  for (const [group, load] of Object.entries(routeGroups)) {
    const note = (_path: string, { schema }: { schema: { operationId: string } }): void => {
      found.set(schema.operationId, group);
    };
    const route = ({ schema }: { schema: { operationId: string } }): void => note("", { schema });
    const api = { route, addHook() {}, register() {}, addContentTypeParser() {} };
    const scope = Object.assign(api, { get: note, post: note, put: note, patch: note, delete: note });
    scope.register = (async (add: (inner: unknown) => Promise<void>) => add(scope)) as never;
    (await load())(scope as unknown as Api, anything as never);
  }
  expect([...commandGroups].filter(([operation, group]) => found.get(operation) !== group)).toEqual([]);
});

/** Stands for all parts: the routes are only listed. */
const anything: unknown = new Proxy(() => {}, { get: () => anything });
