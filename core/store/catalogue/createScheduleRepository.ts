import type { Clock } from "../../base/Clock.ts";
import { stringifyJson } from "../../base/json.ts";
import { isSluiceError } from "../../base/SluiceError.ts";
import {
  type FiringRecord,
  type Schedule,
  type ScheduleSettings,
  scheduleParamsContext,
} from "../../model/Schedule.ts";
import type { ScheduleRepository } from "../../service/ports/ScheduleRepository.ts";
import type { Vault } from "../../service/ports/Vault.ts";
import { type Connection, lazyStatement, type SqlValue } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import type { Write } from "../writer/writeStatements.ts";

interface ScheduleRow extends Pick<Schedule, "name" | "application" | "missed" | "overlap" | "revision"> {
  times: string;
  params: string;
  configuration: string | null;
  queue: string | null;
  enabled: number;
  next_at: number | null;
  created_at: number;
  updated_at: number;
}

interface FiringRow extends Pick<FiringRecord, "schedule" | "at" | "state" | "missed"> {
  manual: number;
  run_id: string | null;
  skipped: FiringRecord["skipped"] | null;
  error: string | null;
  handled_at: number;
}

/** Schedules with their firings. Run-time parameters rest encrypted, as those of runs do. */
export function createScheduleRepository(parts: {
  connection: Connection;
  writer: StoreWriter;
  vault: Vault;
  clock: Clock;
}): ScheduleRepository {
  const { connection, writer, vault, clock } = parts;
  const sql = (text: string) => lazyStatement(connection, text);
  const all = sql("SELECT * FROM schedules ORDER BY name");
  const ofApplication = sql("SELECT * FROM schedules WHERE application = ? ORDER BY name");
  const one = sql("SELECT * FROM schedules WHERE name = ?");
  const due = sql("SELECT name FROM schedules WHERE next_at <= ? ORDER BY next_at, n");
  const next = sql("SELECT min(next_at) AS at FROM schedules WHERE next_at > ?");
  const withWaiting = sql(`SELECT DISTINCT s.name FROM firings f JOIN schedules s ON s.n = f.schedule
    WHERE f.state = 'waiting' ORDER BY s.name`);
  const columns = "s.name AS schedule, f.at, f.state, f.manual, f.missed, f.run_id, f.skipped, f.error, f.handled_at";
  const ofSchedule = `SELECT ${columns} FROM schedules s JOIN firings f ON f.schedule = s.n WHERE s.name = ?`;
  const waiting = sql(`${ofSchedule} AND f.state = 'waiting' ORDER BY f.at`);
  const firing = sql(`${ofSchedule} AND f.at = ?`);
  const newest = sql(`${ofSchedule} AND f.at < ? ORDER BY f.at DESC LIMIT ?`);
  const between = sql(`SELECT ${columns} FROM firings f JOIN schedules s ON s.n = f.schedule
    WHERE f.at BETWEEN ? AND ? ORDER BY f.at, s.name LIMIT ?`);
  const unfinished = sql(`SELECT r.id FROM schedules s JOIN firings f ON f.schedule = s.n JOIN runs r ON r.id = f.run_id
    WHERE s.name = ? AND r.finished_at IS NULL ORDER BY r.n LIMIT 1`);

  const toSchedule = (row: ScheduleRow): Schedule => ({
    name: row.name,
    application: row.application,
    times: JSON.parse(row.times),
    params: openParams(row),
    configuration: row.configuration ?? undefined,
    queue: row.queue ?? undefined,
    missed: row.missed,
    overlap: row.overlap,
    enabled: row.enabled === 1,
    revision: row.revision,
    nextAt: row.next_at ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
  const openParams = ({ name, params }: ScheduleRow): Schedule["params"] => {
    try {
      return JSON.parse(vault.decrypt(params, scheduleParamsContext(name)));
    } catch (error) {
      if (isSluiceError(error, "key_missing")) return undefined;
      throw error;
    }
  };
  /** The columns that people decide, in the order of the statements. */
  const toValues = (schedule: ScheduleSettings & { name: string }): SqlValue[] => [
    schedule.application,
    JSON.stringify(schedule.times),
    schedule.params === undefined
      ? null
      : vault.encrypt(stringifyJson(schedule.params), scheduleParamsContext(schedule.name)),
    schedule.configuration ?? null,
    schedule.queue ?? null,
    schedule.missed,
    schedule.overlap,
    schedule.enabled ? 1 : 0,
  ];
  const firings = (rows: unknown[]): FiringRecord[] => (rows as FiringRow[]).map(toFiring);
  const names = (rows: unknown[]): string[] => (rows as { name: string }[]).map(({ name }) => name);

  return {
    list(application) {
      const rows = application === undefined ? all().all() : ofApplication().all(application);
      return (rows as ScheduleRow[]).map(toSchedule);
    },
    find(name) {
      const row = one().get(name) as ScheduleRow | undefined;
      return row && toSchedule(row);
    },
    async insert(schedule) {
      const { name, nextAt } = schedule;
      await writer.write([["schedule.insert", name, ...toValues(schedule), nextAt ?? null, clock.now()]]);
    },
    async update(schedule, { revision, next }) {
      const { name, enabled } = schedule;
      const now = clock.now();
      const writes: Write[] = [["schedule.update", name, revision, ...toValues(schedule), now]];
      if (next !== undefined) writes.push(["schedule.setNext", name, next.at ?? null]);
      if (!enabled) writes.push(["firings.drop", name, now], ["firings.prune", name, "skipped"]);
      await writer.write(writes);
    },
    async delete(name) {
      const { changes } = await writer.write([["schedule.delete", name]]);
      return changes[0] === 1;
    },
    findSealedParams: (name) => (one().get(name) as ScheduleRow | undefined)?.params,
    due: (now) => names(due().all(now)),
    nextDue: (after) => (next().get(after) as { at: number | null }).at ?? undefined,
    withWaiting: () => names(withWaiting().all()),
    waiting: (name) => firings(waiting().all(name)),
    unfinishedRun: (name) => (unfinished().get(name) as { id: string } | undefined)?.id,
    findFiring(name, at) {
      const row = firing().get(name, at) as FiringRow | undefined;
      return row && toFiring(row);
    },
    firings: (name, { before, limit }) => firings(newest().all(name, before, limit)),
    firingsBetween: ({ from, until, limit }) => firings(between().all(from, until, limit)),
    async advance(name, { from, nextAt }) {
      await writer.write([["schedule.advance", name, from, nextAt ?? null]]);
    },
    async record(name, { at, from, state, missed, nextAt, skipped, error }) {
      const details = [skipped ?? null, error === undefined ? null : JSON.stringify(error), clock.now()];
      await writer.write([
        ["schedule.advance", name, from, nextAt ?? null],
        ["firing.record", name, at, state, missed, ...details],
        ["firings.prune", name, state],
      ]);
    },
    async settle(name, { at, state, skipped, error }) {
      const details = [skipped ?? null, error === undefined ? null : JSON.stringify(error), clock.now()];
      await writer.write([
        ["firing.settle", name, at, state, ...details],
        ["firings.prune", name, state],
      ]);
    },
  };
}

function toFiring(row: FiringRow): FiringRecord {
  return {
    schedule: row.schedule,
    at: row.at,
    state: row.state,
    manual: row.manual === 1,
    missed: row.missed,
    runId: row.run_id ?? undefined,
    skipped: row.skipped ?? undefined,
    error: row.error === null ? undefined : JSON.parse(row.error),
    handledAt: row.handled_at,
  };
}
