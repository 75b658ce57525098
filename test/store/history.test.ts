import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { ArchivedRun } from "../../core/model/ArchivedRun.ts";
import { buildRun, inline, logLine } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";
import { refusal } from "./refusal.ts";

async function openEnded() {
  const store = await openTestStore();
  const run = buildRun(1, { vault: store.vault, plan: { parameters: { a: 1 } } });
  const line = logLine(run, 0, { level: 25, message: "hello" });
  await store.runs.commit([run.accepted, run.started(0), line, run.succeeded(0, inline("one")), run.ended()]);
  const archived = store.history.readRun(run.id);
  if (archived === undefined) throw new Error("no run");
  return { store, run, archived };
}

test("an ended run is read as it rests, in the order of its events and log lines", async () => {
  const { store, run, archived } = await openEnded();
  expect(store.history.runIds()).toEqual([run.id]);
  expect([store.history.runIds("flow"), store.history.runIds("other")]).toEqual([[run.id], []]);
  expect(archived.entries.map(({ type }) => type)).toEqual([
    "run.accepted",
    "step.started",
    "step.log",
    "step.finished",
    "run.finished",
  ]);
  expect(archived.plan.parameters).toMatch(/^[A-Za-z0-9+/]+=*$/);
});

test("a run that goes on is not among them, and one that is here is not stored twice", async () => {
  const { store, run, archived } = await openEnded();
  await store.runs.commit([buildRun(2).accepted]);
  expect(store.history.runIds()).toEqual([run.id]);
  expect((await refusal(store.history.saveRun(archived))).code).toBe("already_exists");
  expect(store.reader.events({ runId: run.id, after: 0, limit: 10 })).toHaveLength(5);
});

test("a run is stored whole or not at all", async () => {
  const { archived } = await openEnded();
  const { history, reader } = await openTestStore();
  const broken: ArchivedRun = {
    ...archived,
    entries: [...archived.entries, { type: "step.retryNow", at: 1, stepRunId: "x" }],
  };
  await expect(history.saveRun(broken)).rejects.toThrow("does not exist");
  expect([reader.find(archived.run.id), reader.lastEvent()]).toEqual([undefined, 0]);
  await history.saveRun(archived);
  expect(reader.find(archived.run.id)).toEqual({ ...archived.run, kept: true });
  expect(reader.stepRuns(archived.run.id)).toEqual(archived.steps.map(({ record }) => record));
});

test("a blob file appears whole or not at all", async () => {
  const { folder, history } = await openTestStore();
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10);
    throw new Error("the archive is damaged");
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10).fill(1);
    yield new Uint8Array(5).fill(2);
  }
  await expect(history.blobs.save("a.blob", broken())).rejects.toThrow("damaged");
  expect([readdirSync(folder.blobs), history.blobs.open("a.blob")]).toEqual([[], undefined]);
  expect([await history.blobs.save("a.blob", whole()), await history.blobs.save("a.blob", whole())]).toEqual([
    true,
    false,
  ]);
  const open = history.blobs.open("a.blob");
  await history.blobs.delete("a.blob");
  // It stays readable for whoever has it open.
  expect([open?.size, Buffer.concat([...(open?.pieces() ?? [])])]).toEqual([
    15,
    Buffer.concat([Buffer.alloc(10, 1), Buffer.alloc(5, 2)]),
  ]);
  open?.close();
  await expect(history.blobs.save("../evil", whole())).rejects.toMatchObject({ code: "data_damaged" });
});
