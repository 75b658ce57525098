import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Unsubscribe } from "../../base/Emitter.ts";
import type { RunEvent } from "../../engine/RunEvent.ts";
import type { FactsReader } from "../../service/ports/FactsReader.ts";
import type { RunReader } from "../../service/ports/repositories.ts";
import type { WorkerFacts } from "../../service/ports/WorkerFacts.ts";
import type { EventFeed } from "../events/EventFeed.ts";
import { OpenRuns, openStepStates } from "./OpenRuns.ts";

/** Figures of the host for Prometheus. */
export interface Metrics {
  contentType: string;
  read(): Promise<string>;
  close(): void;
}

export interface MetricsParts {
  reader: Pick<RunReader, "list" | "stepRuns">;
  workers: WorkerFacts;
  facts: Pick<FactsReader, "databaseSize">;
  openFeed(): Pick<EventFeed, "readerCount">;
  subscribe(listener: (event: RunEvent) => void): Unsubscribe;
}

const runBuckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800, 3600, 21_600, 86_400];
const stepBuckets = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800, 3600];
/** More unfinished runs than any data folder has. */
const everything = 1_000_000;

/** Counts what the event stream tells. The store is asked once, for the runs that had not ended before; then only for its size. */
export function createMetrics(parts: MetricsParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const open = new OpenRuns();
  collectDefaultMetrics({ register: registry });
  const runsEnded = new Counter({
    name: "sluice_runs_ended_total",
    help: "Runs that ended since the start of the host",
    labelNames: ["state"] as const,
    registers,
  });
  const stepsEnded = new Counter({
    name: "sluice_step_runs_ended_total",
    help: "Step runs that ended since the start of the host",
    labelNames: ["state"] as const,
    registers,
  });
  const attempts = new Counter({
    name: "sluice_step_attempts_total",
    help: "Attempts of steps that began",
    registers,
  });
  const retries = new Counter({
    name: "sluice_step_retries_total",
    help: "Attempts of steps that failed and are tried again",
    registers,
  });
  const runSeconds = new Histogram({
    name: "sluice_run_duration_seconds",
    help: "From the start of a run to its end",
    labelNames: ["state"] as const,
    buckets: runBuckets,
    registers,
  });
  const stepSeconds = new Histogram({
    name: "sluice_step_duration_seconds",
    help: "From the start of the first attempt of a step to its end, retries and waiting included",
    labelNames: ["state"] as const,
    buckets: stepBuckets,
    registers,
  });
  addPresent(registers, { open, parts });

  const unsubscribe = parts.subscribe((event) => {
    if (event.type === "step.started") attempts.inc();
    if (event.type === "step.retry") retries.inc();
    if (event.type === "step.finished") {
      const seconds = open.stepSeconds(event);
      stepsEnded.inc({ state: event.state });
      if (seconds !== undefined && event.attempt > 0) stepSeconds.observe({ state: event.state }, seconds);
    }
    if (event.type === "run.finished") {
      const seconds = open.runSeconds(event);
      runsEnded.inc({ state: event.state });
      if (seconds !== undefined) runSeconds.observe({ state: event.state }, seconds);
    }
    open.apply(event);
  });
  for (const state of ["PENDING", "STARTED"] as const) {
    const found = parts.reader.list({ state, limit: everything });
    for (const run of found) open.add(run, parts.reader.stepRuns(run.id));
  }
  return {
    contentType: registry.contentType,
    read: () => registry.metrics(),
    close() {
      unsubscribe();
      registry.clear();
    },
  };
}

/** Figures of the moment: read when somebody asks. */
function addPresent(registers: Registry[], { open, parts }: { open: OpenRuns; parts: MetricsParts }): void {
  const { workers, facts } = parts;
  new Gauge({
    name: "sluice_event_readers",
    help: "Readers of the event stream",
    registers,
    collect() {
      this.set(parts.openFeed().readerCount);
    },
  });
  new Gauge({
    name: "sluice_runs",
    help: "Runs that have not ended",
    labelNames: ["state"] as const,
    registers,
    collect() {
      for (const [state, count] of Object.entries(open.countRuns())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: "sluice_step_runs",
    help: "Steps of these runs that have not ended",
    labelNames: ["state"] as const,
    registers,
    collect() {
      const queues = [...open.countSteps().values()];
      for (const state of openStepStates) this.set({ state }, sum(queues.map((counts) => counts[state])));
    },
  });
  new Gauge({
    name: "sluice_queue_depth",
    help: "Steps in a queue that are not decided or wait",
    labelNames: ["queue"] as const,
    registers,
    collect() {
      this.reset();
      for (const [queue, { PENDING, RETRY, WAITING }] of open.countSteps())
        this.set({ queue }, PENDING + RETRY + WAITING);
    },
  });
  new Gauge({
    name: "sluice_queue_running",
    help: "Steps in a queue that are at work",
    labelNames: ["queue"] as const,
    registers,
    collect() {
      this.reset();
      for (const [queue, { STARTED }] of open.countSteps()) this.set({ queue }, STARTED);
    },
  });
  new Gauge({
    name: "sluice_workers",
    help: "Worker processes",
    labelNames: ["state"] as const,
    registers,
    collect() {
      const found = workers.list();
      for (const state of ["starting", "idle", "busy"]) {
        this.set({ state }, found.filter((worker) => worker.state === state).length);
      }
    },
  });
  new Counter({
    name: "sluice_worker_restarts_total",
    help: "Worker processes that died or were killed in an attempt, or were not clean after it",
    registers,
    collect() {
      this.reset();
      this.inc(workers.restarts());
    },
  });
  new Gauge({
    name: "sluice_database_bytes",
    help: "Size of the database on disk",
    registers,
    async collect() {
      this.set(await facts.databaseSize());
    },
  });
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
