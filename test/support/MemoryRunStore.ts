import type { ChildKey, Commit, RunPlan, RunStore, UnfinishedRun } from "../../core/engine/ports/RunStore.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import type { RunRecord } from "../../core/model/RunRecord.ts";
import type { StoredData } from "../../core/model/StoredData.ts";

type Accepted = Extract<Commit, { plan: RunPlan }>;

/** A store of runs in memory: whole commits or nothing, numbered events, and on demand a full disk or a crash. */
export class MemoryRunStore implements RunStore {
  /** Every commit as stored, in order. */
  readonly commits: Commit[][] = [];
  /** Rejects every commit with this error while it is set. */
  failure: Error | undefined;
  /** While set, commits wait until it resolves. */
  gate: Promise<void> | undefined;
  /** What each of the next commits waits for. */
  readonly gates: (Promise<void> | undefined)[] = [];
  /** Commits of one turn of the event loop resolve together, like those a writer thread stores as one transaction. */
  isGrouped = false;
  private group: Promise<void> | undefined;
  private seq = 0;

  async commit(items: Commit[]): Promise<RunEvent[]> {
    const gate = this.gates.shift() ?? this.gate;
    if (gate !== undefined) await gate;
    if (this.isGrouped) await this.nextGroup();
    if (this.failure !== undefined) throw this.failure;
    const numbered = items.map((item) => {
      this.seq += 1;
      return { ...item, event: { ...item.event, seq: this.seq } } as Commit;
    });
    this.commits.push(structuredClone(numbered));
    return numbered.map((item) => item.event);
  }

  /** Every stored event, in order. */
  get events(): RunEvent[] {
    return this.items().map((item) => item.event);
  }

  /** What a crash leaves when only the first `count` events had reached the disk. */
  cut(count: number): MemoryRunStore {
    const store = new MemoryRunStore();
    store.commits.push(structuredClone(this.items().slice(0, count)));
    store.seq = count;
    return store;
  }

  readOutputs(stepRunIds: string[]): Map<string, StoredData> {
    const wanted = new Set(stepRunIds);
    const found = new Map<string, StoredData>();
    for (const item of this.items()) {
      if (item.event.type !== "step.finished" || !("output" in item) || item.output === undefined) continue;
      if (wanted.has(item.event.stepRunId)) found.set(item.event.stepRunId, item.output);
    }
    return found;
  }

  readParameters(stepRunIds: string[]): Map<string, Uint8Array> {
    const wanted = new Set(stepRunIds);
    const found = new Map<string, Uint8Array>();
    for (const item of this.items()) {
      if (!("parameters" in item) || item.parameters === undefined || !("stepRunId" in item.event)) continue;
      if (wanted.has(item.event.stepRunId)) found.set(item.event.stepRunId, item.parameters);
    }
    return found;
  }

  findChildRun(key: ChildKey): string | undefined {
    return this.accepted().find(
      ({ child }) => child?.stepRunId === key.stepRunId && child.retry === key.retry && child.index === key.index,
    )?.event.run.id;
  }

  findRun(runId: string): RunRecord | undefined {
    let record = this.accepted().find((item) => item.event.runId === runId)?.event.run;
    for (const event of this.events) {
      if (record === undefined || event.runId !== runId) continue;
      if (event.type === "run.started") record = { ...record, state: "STARTED", startedAt: event.at };
      if (event.type === "run.finished") {
        record = { ...record, state: event.state, warning: event.warning, finishedAt: event.at };
      }
    }
    return record;
  }

  stepRunIds(runId: string): Map<string, string> {
    return new Map(this.getAccepted(runId).steps.map((step) => [step.name, step.id]));
  }

  readPlan(runId: string): RunPlan {
    return this.getAccepted(runId).plan;
  }

  loadUnfinishedRuns(): UnfinishedRun[] {
    return this.accepted().flatMap(({ event: { runId }, plan, steps }) => {
      const record = this.findRun(runId);
      if (record === undefined || record.finishedAt !== undefined) return [];
      const events = this.events.filter((event) => event.runId === runId && event.type !== "step.log");
      return [{ record, plan, steps, events }];
    });
  }

  private nextGroup(): Promise<void> {
    this.group ??= new Promise((resolve) => {
      setImmediate(() => {
        this.group = undefined;
        resolve();
      });
    });
    return this.group;
  }

  private items(): Commit[] {
    return this.commits.flat();
  }

  private accepted(): Accepted[] {
    return this.items().filter((item): item is Accepted => item.event.type === "run.accepted");
  }

  private getAccepted(runId: string): Accepted {
    const accepted = this.accepted().find((item) => item.event.runId === runId);
    if (accepted === undefined) throw new Error(`No run ${runId}`);
    return accepted;
  }
}
