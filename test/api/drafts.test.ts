import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "../../core/api/Api.ts";
import { shareHost } from "../service/shareHost.ts";
import { createAsk, type TestApi, verifyTestToken } from "./openTestApi.ts";

const script = (name: string, more = {}) => ({ name, file: "Script", code: "return 0;", ...more });
const steps = [script("one", { output_to: ["two"] }), script("two")];

const shared = shareHost();
let api: Api;
let count = 0;
beforeAll(async () => {
  api = await shared.host.createApi({ verifyToken: verifyTestToken });
}, 120_000);
afterAll(() => api.close(), 120_000);

/** A published application of its own and the paths to it. */
async function prepare() {
  const ask: TestApi["ask"] = createAsk(api);
  count += 1;
  const name = `flow${count}`;
  const flow = { name, app_variables: [], steps };
  await ask("POST", "/applications", { body: flow });
  const path = `/applications/${name}`;
  const ids: string[] = (await ask("GET", `${path}/draft`)).json().step_ids;
  return { ask, flow, name, path, ids };
}

function setCode(step: string | undefined, value: string, more = {}) {
  const operations = [{ op: "setParameter", step, path: ["code"], value }];
  return { client: "w1", seq: 0, gesture: { id: `set ${value}`, label: "Edit code", operations }, ...more };
}

test("a draft is read, edited, undone and redone, each answer with the number for the next request", async () => {
  const { ask, flow, name, path, ids } = await prepare();
  const read = await ask("GET", `${path}/draft?client=w1`);
  expect(read.headers.etag).toBe('"0"');
  expect(read.json()).toEqual({
    application: name,
    seq: 0,
    pins: {},
    base_revision: 1,
    published_revision: 1,
    document: flow,
    step_ids: ids,
    history: { changes: 0 },
  });
  const edited = await ask("PATCH", `${path}/draft`, { body: setCode(ids[0], "1") });
  expect(edited.statusCode).toBe(200);
  expect(edited.headers.etag).toBe('"1"');
  expect(edited.json()).toEqual({
    seq: 1,
    updates: [
      {
        seq: 1,
        gesture: "set 1",
        client: "w1",
        operations: [{ op: "setParameter", step: ids[0], path: ["code"], value: "1" }],
      },
    ],
    history: { undo: "Edit code", changes: 1 },
    base_revision: 1,
    published_revision: 1,
  });
  const undone = await ask("POST", `${path}/draft/undo`, { body: { client: "w1", seq: 1 } });
  expect(undone.json()).toMatchObject({ seq: 2, history: { redo: "Edit code", changes: 0 } });
  const redone = await ask("POST", `${path}/draft/redo`, { body: { client: "w1", seq: 2 } });
  expect(redone.json().history).toEqual({ undo: "Edit code", changes: 1 });
  const other = await ask("POST", `${path}/draft/undo`, { body: { client: "w2", seq: 3 } });
  expect(other.statusCode).toBe(409);
  expect(other.json()).toMatchObject({
    code: "edit_does_not_apply",
    detail: "There is nothing to undo in this window.",
  });
  const updates = await ask("GET", `${path}/draft/updates?client=w2&after=1`);
  expect(updates.json()).toMatchObject({ seq: 3, updates: [{ seq: 2 }, { seq: 3 }], history: { changes: 1 } });
  expect((await ask("GET", path)).json().steps[0].code).toBe("return 0;");
});

test("a window that is behind gets what came since, documents in it untouched", async () => {
  const { ask, path, ids } = await prepare();
  const entry = { name: "new", file: "Script", camelCase: { innerKey: 1 } };
  const operations = [{ op: "addStep", step: "0190b0aa-1111-7000-8000-000000000001", entry }];
  await ask("PATCH", `${path}/draft`, { body: { seq: 0, gesture: { id: "a", label: "Add", operations } } });
  const late = await ask("PATCH", `${path}/draft`, { body: setCode(ids[0], "late") });
  expect(late.statusCode).toBe(409);
  expect(late.json()).toMatchObject({
    code: "draft_behind",
    details: { seq: 1, updates: [{ seq: 1, client: "api", operations }], history: { changes: 1 } },
  });
  expect(late.json().details.updates[0].operations).toEqual(operations);
});

test("what is no gesture is refused with its place, and what does not fit with its reason", async () => {
  const { ask, path } = await prepare();
  const gesture = { id: "g", label: "", operations: [{ op: "removeStep" }] };
  const broken = await ask("PATCH", `${path}/draft`, { body: { seq: 0, gesture } });
  expect(broken.statusCode).toBe(400);
  expect(broken.json().errors).toMatchObject([{ path: "$.gesture.operations[0].step" }]);
  const gone = await ask("PATCH", `${path}/draft`, { body: setCode("nothing", "x") });
  expect(gone.statusCode).toBe(409);
  expect(gone.json()).toMatchObject({
    code: "edit_does_not_apply",
    detail: "The step no longer exists.",
    details: { seq: 0 },
  });
  expect((await ask("GET", "/applications/none/draft")).statusCode).toBe(404);
});

test("a draft is published, revisions are listed, read, compared and restored", async () => {
  const { ask, flow, path, ids } = await prepare();
  await ask("PATCH", `${path}/draft`, { body: setCode(ids[1], "return 2;") });
  const body = { comment: "two" };
  const published = await ask("POST", `${path}/draft/publish`, { body });
  expect(published.json()).toEqual({ revision: 2, result: "published", problems: [] });
  const { statusCode } = await ask("POST", `${path}/draft/publish`);
  expect(statusCode).toBe(200);
  const revisions = (await ask("GET", `${path}/revisions`)).json();
  expect(revisions).toMatchObject([
    { revision: 2, author: "token a administrator", comment: "two", created_at: expect.stringMatching(/Z$/), steps: 2 },
    { revision: 1 },
  ]);
  expect(revisions[0].logic_hash).not.toBe(revisions[1].logic_hash);
  expect(revisions[0].layout_hash).toBe(revisions[1].layout_hash);
  expect((await ask("GET", `${path}/revisions?before=2&limit=5`)).json()).toHaveLength(1);
  expect((await ask("GET", `${path}/revisions/1`)).json()).toEqual({ document: flow, step_ids: ids });
  expect((await ask("GET", `${path}/revisions/7`)).statusCode).toBe(404);
  expect((await ask("GET", `${path}/diff?from=1&to=published`)).json()).toEqual({
    logic: [
      {
        kind: "changed",
        of: "step",
        id: ids[1],
        name: "two",
        path: "$.steps[1].code",
        from: "return 0;",
        to: "return 2;",
      },
    ],
    layout: [],
  });
  expect((await ask("GET", `${path}/diff?from=newest`)).statusCode).toBe(400);
  const restored = await ask("POST", `${path}/revisions/1/restore`, { body: { client: "w1" } });
  expect(restored.json()).toMatchObject({ document: flow, history: { undo: "Restore revision 1", changes: 1 } });
  const discarded = await ask("POST", `${path}/draft/discard`);
  expect(discarded.json()).toMatchObject({ base_revision: 2, history: { changes: 0 } });
});

test("a draft with errors is not published, and its problems are all there", async () => {
  const { ask, flow, path } = await prepare();
  const document = { ...flow, steps: [script("one", { output_to: ["gone"] }), { name: "two", file: "Nowhere" }] };
  const put = await ask("PUT", `${path}/draft?client=w1&label=By%20hand`, { body: document });
  expect(put.json()).toMatchObject({ document, history: { undo: "By hand" } });
  const found = (await ask("GET", `${path}/draft/problems`)).json();
  expect(found.map(({ code }: { code: string }) => code)).toEqual(["unknown_edge_target", "unknown_step_class"]);
  const refused = await ask("POST", `${path}/draft/publish`);
  expect(refused.statusCode).toBe(400);
  expect(refused.json().errors).toMatchObject([{ path: "$.steps[0].output_to[0]" }, { path: "$.steps[1].file" }]);
  const nothing = await ask("PUT", `${path}/draft`, { body: { name: flow.name } });
  expect(nothing.json().code).toBe("invalid_document");
});

test("two people have two drafts and meet in a merge", async () => {
  const { ask, path, ids } = await prepare();
  await ask("PATCH", `${path}/draft`, { body: setCode(ids[0], "mine"), role: "developer" });
  await ask("PATCH", `${path}/draft`, { body: setCode(ids[0], "theirs") });
  await ask("POST", `${path}/draft/publish`);
  const refused = await ask("POST", `${path}/draft/publish`, { role: "developer" });
  expect(refused.statusCode).toBe(409);
  expect(refused.json()).toMatchObject({ code: "merge_needed", details: { base: 1, published: 2, conflicts: 1 } });
  const merge = (body: object) => ask("POST", `${path}/draft/merge`, { body, role: "developer" });
  const preview = (await merge({ dry_run: true })).json();
  expect(preview).toMatchObject({
    conflicts: [{ name: "one", path: ["code"], base: "return 0;", theirs: "theirs", mine: "mine" }],
    diff: { logic: [], layout: [] },
  });
  const choices = { [preview.conflicts[0].id]: "theirs" };
  expect((await merge({ choices })).json().diff.logic).toMatchObject([{ from: "mine", to: "theirs" }]);
  const draft = (await ask("GET", `${path}/draft`, { role: "developer" })).json();
  expect(draft).toMatchObject({ base_revision: 2, history: { changes: 0 } });
});

test("a write that names a state nobody sees any more is refused", async () => {
  const { ask, flow, path, ids } = await prepare();
  await ask("PATCH", `${path}/draft`, { body: setCode(ids[0], "1"), headers: { "if-match": '"0"' } });
  const headers = { "if-match": '"0"' };
  for (const [method, action, body] of [
    ["PUT", "", flow],
    ["POST", "/publish", {}],
    ["POST", "/discard", {}],
    ["PATCH", "", setCode(ids[0], "2", { seq: 1 })],
  ] as const) {
    const late = await ask(method, `${path}/draft${action}`, { body, headers });
    expect([action, late.statusCode, late.json().code]).toEqual([action, 412, "changed_meanwhile"]);
  }
  expect((await ask("GET", `${path}/draft`)).json().seq).toBe(1);
});

test("a new application is a blank draft, and those who may not edit change nothing", async () => {
  const { ask, flow, path, ids } = await prepare();
  const made = await ask("POST", "/applications/new", { body: { client: "w1" } });
  expect(made.statusCode).toBe(201);
  expect(made.json()).toMatchObject({ application: "Untitled-1", published_revision: 0, document: { steps: [] } });
  expect((await ask("POST", "/applications/Untitled-1/draft/publish")).json().errors).toMatchObject([
    { code: "no_steps" },
  ]);
  expect((await ask("GET", "/applications/Untitled-1")).json()).toMatchObject({ name: "Untitled-1", steps: [] });
  for (const role of ["viewer", "operator"] as const) {
    expect((await ask("POST", "/applications/new", { role })).statusCode).toBe(403);
    expect((await ask("PATCH", `${path}/draft`, { body: setCode(ids[0], "x"), role })).statusCode).toBe(403);
    expect((await ask("POST", `${path}/draft/publish`, { role })).statusCode).toBe(403);
    expect((await ask("GET", `${path}/draft`, { role })).json().document).toEqual(flow);
  }
});

test("a layout that a window found by itself makes no draft of an application, what somebody moved does", async () => {
  const { ask, name, path, ids } = await prepare();
  const hasDraft = async (): Promise<boolean> => {
    const list = (await ask("GET", "/applications")).json() as { name: string; has_draft: boolean }[];
    return list.find((one) => one.name === name)?.has_draft === true;
  };
  const move = async (x: number, more = {}) => {
    const operations = [{ op: "moveSteps", positions: [{ step: ids[0], x, y: 0 }] }];
    const { seq } = (await ask("GET", `${path}/draft?client=w1`)).json();
    const body = { client: "w1", seq, gesture: { id: `to ${x}`, label: "Move", operations, ...more } };
    return ask("PATCH", `${path}/draft`, { body });
  };
  expect(await hasDraft()).toBe(false);
  expect((await move(100, { silent: true })).statusCode).toBe(200);
  expect(await hasDraft()).toBe(false);
  expect((await move(200)).statusCode).toBe(200);
  expect(await hasDraft()).toBe(true);
  // One that was discarded does not come back by that either.
  const history = async () => (await ask("GET", `${path}/draft?client=w1`)).json().history;
  expect((await ask("POST", `${path}/draft/discard`, { body: { client: "w1" } })).statusCode).toBe(200);
  expect([await hasDraft(), (await history()).changes]).toEqual([false, 0]);
  expect((await move(300, { silent: true })).statusCode).toBe(200);
  expect([await hasDraft(), (await history()).changes]).toEqual([false, 0]);
  expect((await move(400)).statusCode).toBe(200);
  expect([await hasDraft(), (await history()).changes]).toEqual([true, 1]);
  // What was done before is undone all the same.
  for (const undo of ["Move", "Discard draft"]) {
    expect((await history()).undo).toBe(undo);
    const { seq } = (await ask("GET", `${path}/draft?client=w1`)).json();
    expect((await ask("POST", `${path}/draft/undo`, { body: { client: "w1", seq } })).statusCode).toBe(200);
  }
  expect([await hasDraft(), (await history()).changes]).toEqual([true, 1]);
});
