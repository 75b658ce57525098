import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect, connectReadOnly } from "../../core/store/connect.ts";
import { type Migration, migrations } from "../../core/store/migrations/migrations.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { buildRun } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";
import { refusal } from "./refusal.ts";

const next: Migration = {
  number: migrations.length + 1,
  name: "colours",
  sql: "ALTER TABLE runs ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';",
};

function query(path: string, sql: string): unknown[] {
  const connection = connectReadOnly(path);
  try {
    return connection.prepare(sql).pluck().all();
  } finally {
    connection.close();
  }
}

test("the migrations are numbered from 1 without gaps", () => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1));
});

test("an older database is copied aside, then migrated with its rows", async () => {
  const older = await openTestStore();
  const run = buildRun(1);
  await older.runs.commit([run.accepted]);
  await older.close();

  const { folder, reader, close } = await openTestStore({
    folder: older.folder.root,
    migrations: [...migrations, next],
  });
  expect(reader.find(run.id)).toEqual(run.record);
  await close();
  expect(query(folder.database, "SELECT colour FROM runs")).toEqual(["blue"]);
  const [copy = "", ...others] = readdirSync(folder.backups);
  expect(others).toEqual([]);
  expect(copy).toMatch(new RegExp(`^sluice-version-${migrations.length}-`));
  expect((statSync(join(folder.backups, copy)).mode & 0o777).toString(8)).toBe("600");
  expect(query(join(folder.backups, copy), "SELECT id FROM runs")).toEqual([run.id]);
  expect(
    query(join(folder.backups, copy), "SELECT count(*) FROM pragma_table_info('runs') WHERE name = 'colour'"),
  ).toEqual([0]);
});

test("a database that is up to date is not copied", async () => {
  const first = await openTestStore();
  await first.close();
  const { folder } = await openTestStore({ folder: first.folder.root });
  expect(readdirSync(folder.backups)).toEqual([]);
});

test("a newer database is refused by owner and reader", async () => {
  const newer = await openTestStore({ migrations: [...migrations, next] });
  await newer.close();
  for (const mode of ["owner", "reader"] as const) {
    const error = await refusal(openTestStore({ folder: newer.folder.root, mode }));
    expect(error.code).toBe("data_folder_newer");
    expect(error.message).toContain("Update the program");
  }
});

test("a database whose applied migration is not ours is refused", async () => {
  const [initial] = migrations;
  if (!initial) throw new Error("there are no migrations");
  const other = await openTestStore({ migrations: [{ ...initial, sql: `${initial.sql}\nCREATE TABLE extra (a);` }] });
  await other.close();
  const error = await refusal(openTestStore({ folder: other.folder.root }));
  expect(error).toMatchObject({ code: "data_folder_newer", details: { migration: 1 } });
});

test("a migration that fails leaves the database as it was", async () => {
  const store = await openTestStore();
  await store.runs.commit([buildRun(1).accepted]);
  await store.close();
  const folder = store.folder.root;
  const wrong = { ...next, sql: "CREATE TABLE half (a); SELECT no_such_function();" };
  await refusal(openTestStore({ folder, migrations: [...migrations, wrong] }));
  const again = await openTestStore({ folder });
  expect(again.reader.list({ limit: 10 })).toHaveLength(1);
  await again.close();
  expect(query(store.folder.database, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'")).toEqual([0]);
});

test("a reader of an older database says that it must be migrated first", async () => {
  const older = await openTestStore();
  await older.close();
  const opening = openTestStore({ folder: older.folder.root, mode: "reader", migrations: [...migrations, next] });
  expect((await refusal(opening)).message).toContain("older version");
});

test("the database of another program is refused and left as it is", async () => {
  const folder = tempFolder();
  const path = join(folder, "sluice.db");
  const other = connect(path, { busyMs: 0 });
  other.exec("CREATE TABLE letters (text)");
  other.close();
  const before = readFileSync(path);
  for (const mode of ["owner", "reader"] as const) {
    const error = await refusal(openTestStore({ folder, mode }));
    expect(error.code).toBe("data_folder_broken");
    expect(error.message).toContain("another program");
  }
  expect(readFileSync(path).equals(before)).toBe(true);
});

test("version 2 brings a place for secrets, and runs of version 1 have no references", async () => {
  const older = await openTestStore({ migrations: migrations.slice(0, 1) });
  await older.close();
  const run = buildRun(1);
  const raw = connect(older.folder.database, { busyMs: 1000 });
  raw.exec(`INSERT INTO runs (n, id, app_name, state, warning, queue, log_level, triggered_by, depth, accepted_at, kept, generate_report)
      VALUES (1, '${run.id}', 'app', 'SUCCESS', 0, 'default', 25, '{"kind":"USER"}', 0, 1, 0, 0);
    INSERT INTO plan_shapes (n, hash, document, classes, configuration, step_ids) VALUES (1, 'h', '{}', '{}', NULL, '{}');
    INSERT INTO run_plans (run, shape, wrapped_data_key, inherited_secrets) VALUES (1, 1, 'wrapped', '[]');`);
  raw.close();
  const { secrets, reader, vault } = await openTestStore({ folder: older.folder.root });
  expect(reader.plan(run.id)).toEqual({
    document: {},
    classes: {},
    configuration: undefined,
    parameters: {},
    wrappedDataKey: "wrapped",
    inheritedSecrets: [],
    stepIds: {},
    pins: {},
    workers: undefined,
  });
  await secrets.save("pw", vault.encrypt("x", "pw"));
  expect(secrets.list()).toHaveLength(1);
});

test("rows of reports of version 4 stay rows", async () => {
  const older = await openTestStore({ migrations: migrations.slice(0, 4) });
  await older.close();
  const raw = connect(older.folder.database, { busyMs: 1000 });
  raw.exec(`INSERT INTO reports (n, run_id, app_name, created_at) VALUES (1, 'isapp-old', 'app', 5);
    INSERT INTO report_rows (report, step, name, body) VALUES (1, 'step', 'devices', '{"name":"a"}');`);
  raw.close();
  const { reports } = await openTestStore({ folder: older.folder.root });
  expect(reports.entries("isapp-old")).toEqual([{ kind: "row", table: "devices", row: { name: "a" } }]);
  expect(reports.list({ limit: 2 })).toEqual([{ runId: "isapp-old", appName: "app", createdAt: 5, rowCount: 1 }]);
});

test("outputs and parameters of version 9 stay where they are and can be read", async () => {
  const older = await openTestStore({ migrations: migrations.slice(0, 9) });
  await older.close();
  const run = buildRun(1);
  const raw = connect(older.folder.database, { busyMs: 1000 });
  raw.exec(`INSERT INTO runs (n, id, app_name, state, warning, queue, log_level, triggered_by, depth, accepted_at, kept, generate_report)
      VALUES (1, '${run.id}', 'app', 'SUCCESS', 0, 'default', 25, '{"kind":"USER"}', 0, 1, 0, 0);
    INSERT INTO step_runs (n, id, run, position, name, file, state, attempts, warning, data, pinned, disabled)
      VALUES (1, 'step', 1, 0, 'first', 'Log', 'SUCCESS', 1, 0, '{"kind":"value","bytes":2}', 0, 0);
    INSERT INTO outputs (step_run, summary, bytes) VALUES (1, '{"kind":"value","bytes":2}', x'0102');
    INSERT INTO step_parameters (step_run, bytes) VALUES (1, x'03');`);
  raw.close();
  const { reader } = await openTestStore({ folder: older.folder.root });
  const bytes = new Uint8Array([1, 2]);
  expect(reader.output("step")).toEqual({ kind: "inline", summary: { kind: "value", bytes: 2 }, bytes });
  expect(reader.parameters("step")).toEqual(new Uint8Array([3]));
  expect(reader.outputsExpired(run.id)).toBe(false);
});

test("a database of version 8 gets a place for drafts of step classes", async () => {
  const older = await openTestStore({ migrations: migrations.slice(0, 8) });
  await older.close();
  const { stepClassDrafts } = await openTestStore({ folder: older.folder.root });
  expect(stepClassDrafts.list()).toEqual([]);
});

test("tokens of version 14 belong to nobody", async () => {
  const older = await openTestStore({ migrations: migrations.slice(0, 14) });
  await older.close();
  const raw = connect(older.folder.database, { busyMs: 1000 });
  raw.exec("INSERT INTO tokens (name, role, created_at, digest) VALUES ('ci', 'viewer', 5, 'd')");
  raw.close();
  const { tokens } = await openTestStore({ folder: older.folder.root });
  expect(tokens.list()).toEqual([{ name: "ci", role: "viewer", createdAt: 5 }]);
});

test("of the drafts of version 19 those with a change of a person are told in the list, those with a found layout are not", async () => {
  const older = await openTestStore({ migrations: migrations.slice(0, 19) });
  await older.close();
  const raw = connect(older.folder.database, { busyMs: 1000 });
  const add = (n: number, { hash, kinds, isNew = false }: { hash: string; kinds: string[]; isNew?: boolean }): void => {
    raw.exec(`INSERT INTO applications (n, name, revision, updated_at) VALUES (${n}, 'flow${n}', ${isNew ? 0 : 1}, 5)`);
    const about = "'{}', '{}'";
    if (!isNew) {
      raw.exec(`INSERT INTO application_revisions (application, revision, document, step_ids, logic_hash, layout_hash,
        friendly_name, steps, author, comment, created_at) VALUES (${n}, 1, ${about}, 'same', 'l', '', 0, 'me', '', 5)`);
    }
    raw.exec(`INSERT INTO drafts (application, user, revision, document, step_ids, logic_hash, layout_hash, friendly_name,
      steps, created_at) VALUES (${n}, 'me', ${isNew ? 0 : 1}, ${about}, '${hash}', 'other', '', 0, 5)`);
    for (const [index, kind] of kinds.entries()) {
      raw.exec(`INSERT INTO draft_gestures (application, user, seq, gesture, client, kind, label, operations, inverse,
        revision, created_at) VALUES (${n}, 'me', ${index + 1}, '${index}', 'w', '${kind}', '', '[]', '[]', 1, 5)`);
    }
  };
  add(1, { hash: "same", kinds: ["begin"] });
  add(2, { hash: "other", kinds: ["begin", "edit"] });
  add(3, { hash: "same", kinds: ["begin", "edit"] });
  add(4, { hash: "same", kinds: ["edit", "begin"] });
  add(5, { hash: "same", kinds: [], isNew: true });
  raw.close();
  const { applications } = await openTestStore({ folder: older.folder.root });
  expect(applications.list().map(({ hasDraft }) => hasDraft)).toEqual([false, true, true, false, true]);
});
