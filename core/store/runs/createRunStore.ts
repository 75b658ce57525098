import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import type { ChildKey, Commit, RunPlan, RunStore, UnfinishedRun } from "../../engine/ports/RunStore.ts";
import type { RunEvent } from "../../engine/RunEvent.ts";
import type { StoredData } from "../../model/StoredData.ts";
import type { Vault } from "../../service/ports/Vault.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import { type PlanRow, planColumns, toRunPlan } from "./planShape.ts";
import { projectCommits } from "./projectCommit.ts";
import { type DataRow, type EventRow, type RunRow, toBytes, toRunEvent, toRunRecord, toStoredData } from "./rows.ts";

/** Hashes that are remembered at most; a shape that is forgotten is only sent once more. */
const mostShapes = 1_000;

/** What the engine needs of the store. Reads see what is committed; `commit` goes through the writer's thread. */
export function createRunStore({
  connection,
  writer,
  vault,
  storedShapes,
}: {
  connection: Connection;
  writer: StoreWriter;
  vault: Vault;
  /** Hashes of plan shapes that are on disk and not about to be removed. */
  storedShapes: Set<string>;
}): RunStore {
  const sql = (text: string) => lazyStatement(connection, text);
  const unwrap = (wrapped: string) => vault.unwrapDataKey(wrapped);
  const outputs = sql(`SELECT j.value AS id, o.summary, o.bytes, o.blob, b.size FROM json_each(?) j
    JOIN step_runs s ON s.id = j.value JOIN all_outputs o ON o.step_run = s.n LEFT JOIN blobs b ON b.id = o.blob`);
  const parameters = sql(`SELECT j.value AS id, p.bytes FROM json_each(?) j
    JOIN step_runs s ON s.id = j.value JOIN all_parameters p ON p.step_run = s.n`);
  const child = sql(`SELECT r.id FROM child_runs c JOIN step_runs s ON s.n = c.step_run JOIN runs r ON r.n = c.run
    WHERE s.id = ? AND c.retry = ? AND c.idx = ?`);
  const run = sql("SELECT * FROM runs WHERE id = ?");
  const unfinished = sql("SELECT * FROM runs WHERE finished_at IS NULL ORDER BY n");
  const stepRuns = sql(`SELECT s.id, s.name, s.file, s.step_id FROM step_runs s JOIN runs r ON r.n = s.run
    WHERE r.id = ? ORDER BY s.position`);
  const events = sql(`SELECT e.seq, e.type, e.at, e.body, r.id AS run_id, s.id AS step_run_id, s.name AS step
    FROM runs r JOIN events e ON e.run = r.n LEFT JOIN step_runs s ON s.n = e.step_run WHERE r.id = ? ORDER BY e.seq`);
  const readPlan = createPlanReader(connection, unwrap);
  // A run of another key must not keep the others from being taken up. Whoever opens its secrets hears of the key.
  const readUnfinishedPlan = createPlanReader(connection, (wrapped) => {
    try {
      return unwrap(wrapped);
    } catch (error) {
      if (isSluiceError(error, "key_missing")) return undefined;
      throw error;
    }
  });

  const stepsOf = (runId: string): UnfinishedRun["steps"] => {
    const rows = stepRuns().all(runId) as { id: string; name: string; file: string; step_id: string | null }[];
    return rows.map(({ id, name, file, step_id }) => ({ id, name, file, stepId: step_id ?? undefined }));
  };

  return {
    async commit(items: Commit[]): Promise<RunEvent[]> {
      if (items.length === 0) return [];
      const shapes = new Set<string>();
      const parts = { unwrap, shapes, isStored: (hash: string) => storedShapes.has(hash) };
      const { firstSeq } = await writer.write(projectCommits(items, parts));
      if (storedShapes.size > mostShapes) storedShapes.clear();
      // Those of runs that this commit accepts: their plans were there before anything could remove the shape.
      for (const shape of shapes) storedShapes.add(shape);
      return items.map(({ event }, index) => ({ ...event, seq: firstSeq + index }));
    },
    readOutputs(stepRunIds) {
      const rows = outputs().all(JSON.stringify(stepRunIds)) as (DataRow & { id: string })[];
      return new Map<string, StoredData>(rows.map((row) => [row.id, toStoredData(row)]));
    },
    readParameters(stepRunIds) {
      const rows = parameters().all(JSON.stringify(stepRunIds)) as { id: string; bytes: Buffer }[];
      return new Map(rows.map(({ id, bytes }) => [id, toBytes(bytes)]));
    },
    findChildRun({ stepRunId, retry, index }: ChildKey) {
      return (child().get(stepRunId, retry, index) as { id: string } | undefined)?.id;
    },
    findRun(runId) {
      const row = run().get(runId) as RunRow | undefined;
      return row && toRunRecord(row);
    },
    stepRunIds: (runId) => new Map(stepsOf(runId).map(({ name, id }) => [name, id])),
    readPlan,
    loadUnfinishedRuns() {
      // Thousands may be children of one run: they share what they are made of, as they did when they began.
      const read = new Map<string, unknown>();
      const parse = (text: string): unknown => {
        if (!read.has(text)) read.set(text, JSON.parse(text));
        return read.get(text);
      };
      return (unfinished().all() as RunRow[]).map((row) => ({
        record: toRunRecord(row),
        plan: readUnfinishedPlan(row.id, parse),
        steps: stepsOf(row.id),
        events: (events().all(row.id) as EventRow[]).map(toRunEvent),
      }));
    },
  };
}

/** Reads plans. The function throws `not_found`, and what `unwrap` throws; without a key it leaves run-time parameters out. */
export function createPlanReader(
  connection: Connection,
  unwrap: (wrapped: string) => Uint8Array | undefined,
): (runId: string, parse?: (text: string) => unknown) => RunPlan {
  const plan = lazyStatement(
    connection,
    `SELECT ${planColumns} FROM runs r JOIN run_plans p ON p.run = r.n JOIN plan_shapes h ON h.n = p.shape WHERE r.id = ?`,
  );
  const pins = lazyStatement(
    connection,
    `SELECT p.step, p.summary, p.bytes, p.blob, b.size FROM runs r JOIN pins p ON p.run = r.n
     LEFT JOIN blobs b ON b.id = p.blob WHERE r.id = ? ORDER BY p.step`,
  );
  return (runId, parse = JSON.parse) => {
    const row = plan().get(runId) as PlanRow | undefined;
    if (!row) throw new SluiceError("not_found", `There is no run ${runId}`, { details: { run: runId } });
    const pinRows = pins().all(runId) as (DataRow & { step: string })[];
    return toRunPlan(row, {
      pins: Object.fromEntries(pinRows.map((pin) => [pin.step, toStoredData(pin)])),
      unwrap,
      parse,
    });
  };
}
