import type { RunEvent } from "../../core/engine/RunEvent.ts";
import { type OwnerHost, openHost } from "../../core/host.ts";
import type { RunRecord } from "../../core/model/RunRecord.ts";
import { caseOf } from "./applications.ts";
import { checkRun, type Evidence, wasGivenUp } from "./checkRun.ts";
import { type Mark, Trail } from "./Trail.ts";

export interface Findings {
  faults: string[];
  runs: number;
  steps: number;
  recoveries: number;
  retries: number;
  /** Runs in which a step was given up after three recoveries. */
  givenUp: number;
  /** Events that some host had sent before it was killed, all of them found. */
  acknowledged: number;
}

/** Looks at everything that is left when all runs should be over. */
export async function examine({
  dataFolder,
  trailFolder,
}: {
  dataFolder: string;
  trailFolder: string;
}): Promise<Findings> {
  const host = await openHost({
    mode: "owner",
    dataFolder,
    cacheFolder: dataFolder,
    onBug: (error) => {
      throw error;
    },
  });
  try {
    return new Examination(host, new Trail(trailFolder)).findings();
  } finally {
    await host.close();
  }
}

class Examination {
  private readonly host: OwnerHost;
  private readonly trail: Trail;
  private readonly runs: RunRecord[];
  private readonly events: Map<number, RunEvent>;
  private readonly marks: Map<string, Mark[]>;

  constructor(host: OwnerHost, trail: Trail) {
    this.host = host;
    this.trail = trail;
    this.runs = host.services.queries.list({ limit: 1_000_000 });
    this.events = readEvents(host);
    // The key is `<run id>.<step run id>`.
    this.marks = Map.groupBy(trail.marks(), (mark) => mark.key.slice(mark.key.lastIndexOf(".") + 1));
  }

  findings(): Findings {
    const all = [...this.events.values()];
    const evidence = this.runs.flatMap((run) => this.evidenceOf(run));
    return {
      faults: [
        ...this.checkFolder(),
        ...this.checkSayings(),
        ...this.checkMarked(evidence),
        ...evidence.flatMap(checkRun),
      ],
      runs: this.runs.length,
      steps: evidence.reduce((sum, { steps }) => sum + steps.length, 0),
      recoveries: all.filter((event) => event.type === "step.recovered").length,
      retries: all.filter((event) => event.type === "step.retry").length,
      givenUp: evidence.filter(wasGivenUp).length,
      acknowledged: this.trail.sayings().filter((saying) => saying.kind === "event").length,
    };
  }

  private checkFolder(): string[] {
    const faults = this.host.store.integrityCheck().map((fault) => `integrity: ${fault}`);
    const unfinished = this.runs.filter((run) => run.finishedAt === undefined);
    return [...faults, ...unfinished.map((run) => `${run.id} (${run.appName}) has not ended: ${run.state}`)];
  }

  /** What a host has said must be so. */
  private checkSayings(): string[] {
    const known = new Set(this.runs.map((run) => run.id));
    return this.trail.sayings().flatMap(({ kind, runId, seq = 0, type, text }) => {
      if (!known.has(runId)) return [`${runId} was ${kind === "accepted" ? "accepted" : "heard of"} and is not there`];
      if (kind === "accepted") return [];
      const found = this.events.get(seq);
      const isSame = found?.type === type && found?.runId === runId;
      const isSameText = found?.type !== "step.log" || found.message === text;
      return isSame && isSameText ? [] : [`${runId}: event ${seq} ${type} was sent and is not there`];
    });
  }

  private checkMarked(evidence: Evidence[]): string[] {
    const known = new Set(evidence.flatMap(({ steps }) => steps.map((step) => step.id)));
    return [...this.marks.keys()].filter((id) => !known.has(id)).map((id) => `step run ${id} ran and is not there`);
  }

  private evidenceOf(run: RunRecord): Evidence[] {
    const killCase = caseOf(run.appName);
    if (killCase === undefined) return [];
    const { queries } = this.host.services;
    const steps = queries.stepRuns(run.id);
    return [
      {
        run,
        killCase,
        steps,
        events: [...this.events.values()].filter((event) => event.runId === run.id),
        marks: this.marks,
        dataOf: (name) => {
          const step = steps.find((candidate) => candidate.name === name);
          const data = step === undefined ? undefined : queries.stepData(step);
          return data?.kind === "data" ? data.data : undefined;
        },
        children: this.runs.filter(({ triggeredBy }) => triggeredBy.kind === "RUN" && triggeredBy.runId === run.id),
      },
    ];
  }
}

function readEvents(host: OwnerHost): Map<number, RunEvent> {
  const events = new Map<number, RunEvent>();
  for (let after = 0; ; ) {
    const page = host.store.reader.events({ after, limit: 10_000 });
    for (const event of page) events.set(event.seq ?? 0, event);
    const last = page.at(-1)?.seq;
    if (last === undefined) return events;
    after = last;
  }
}
