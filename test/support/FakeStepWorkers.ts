import type { JsonValue } from "../../core/base/json.ts";
import type {
  Attempt,
  AttemptHooks,
  AttemptOutcome,
  AttemptRequest,
  Placement,
  StepWorkers,
  WaitRequest,
} from "../../core/engine/ports/StepWorkers.ts";
import type { StoredData } from "../../core/model/StoredData.ts";

/** What a step does in one attempt. `revoked` resolves when the engine stops the attempt. */
export type Script = (
  request: AttemptRequest,
  hooks: AttemptHooks,
  revoked: Promise<number>,
) => AttemptOutcome | Promise<AttemptOutcome>;

/** Step workers that follow a script by step name; a step without one saves its name. Records every attempt. */
export class FakeStepWorkers implements StepWorkers {
  readonly requests: AttemptRequest[] = [];
  readonly revokes: { step: string; graceMs: number }[] = [];
  /** Attempts under way, and the most there ever were. */
  active = 0;
  peak = 0;
  /** Attempts that wait behind another one: a worker takes as many, and none without it. */
  room = 0;
  /** As many wait though there is capacity for them. */
  freeRoom = 0;
  readonly waiting: { request: AttemptRequest; kin: object; isFree: boolean; begin(): void; giveBack(): void }[] = [];
  private readonly scripts: Record<string, Script>;

  constructor(scripts: Record<string, Script> = {}) {
    this.scripts = scripts;
  }

  hasRoom(_classHash: string, { isFree }: Placement): boolean {
    return this.waiting.length < (isFree === true ? this.freeRoom : this.room);
  }

  /** Names of the steps in the order their attempts began. */
  get began(): string[] {
    return this.requests.map((request) => request.stepName);
  }

  run(request: AttemptRequest, hooks: AttemptHooks, placement?: Placement): Attempt {
    return placement?.ahead === true ? this.wait(request, hooks, placement) : this.begin(request, hooks);
  }

  /** The first of those that wait begins, as if the one before it had ended. */
  beginNext(): void {
    this.waiting.shift()?.begin();
  }

  private wait(request: AttemptRequest, hooks: AttemptHooks, { kin, isFree }: Placement): Attempt {
    const settle = Promise.withResolvers<AttemptOutcome>();
    let attempt: Attempt | undefined;
    const giveBack = (kind: "returned" | "revoked") => settle.resolve({ kind, warned: false, parameters: undefined });
    this.waiting.push({
      request,
      kin,
      isFree: isFree === true,
      begin: () => {
        hooks.onBegin?.();
        // The worker says so together with the result of the one before, which is taken in first.
        setImmediate(() => {
          attempt = this.begin(request, hooks);
          settle.resolve(attempt.done);
        });
      },
      giveBack: () => giveBack("returned"),
    });
    return { done: settle.promise, revoke: (graceMs) => attempt?.revoke(graceMs) ?? giveBack("revoked") };
  }

  private begin(request: AttemptRequest, hooks: AttemptHooks): Attempt {
    this.requests.push(request);
    this.active += 1;
    this.peak = Math.max(this.peak, this.active);
    const script = this.scripts[request.stepName] ?? (() => succeed(request.stepName));
    let tell: (graceMs: number) => void = () => undefined;
    const revoked = new Promise<number>((resolve) => {
      tell = resolve;
    });
    const done = Promise.race([
      Promise.resolve().then(() => script(request, hooks, revoked)),
      revoked.then((): AttemptOutcome => ({ kind: "revoked", warned: false, parameters: undefined })),
    ]).then((outcome) => {
      this.active -= 1;
      return outcome;
    });
    return {
      done,
      revoke: (graceMs) => {
        this.revokes.push({ step: request.stepName, graceMs });
        tell(graceMs);
      },
    };
  }
}

export function store(value: JsonValue): StoredData {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const kind = Array.isArray(value) ? "list" : typeof value === "object" && value !== null ? "object" : "value";
  return { kind: "inline", summary: { kind, bytes: bytes.byteLength }, bytes };
}

export function readStored(stored: StoredData): JsonValue {
  if (stored.kind !== "inline") throw new Error("not inline");
  return JSON.parse(new TextDecoder().decode(stored.bytes)) as JsonValue;
}

/** `data` undefined = the step saves nothing. */
export function succeed(
  data?: JsonValue,
  more: Partial<Omit<AttemptOutcome & { kind: "success" }, "kind" | "data">> = {},
): AttemptOutcome {
  return {
    kind: "success",
    data: data === undefined ? undefined : store(data),
    routes: undefined,
    report: [],
    sample: undefined,
    warned: false,
    parameters: undefined,
    ...more,
  };
}

export function fail(message = "It failed", request?: AttemptRequest): AttemptOutcome {
  const error = { exception: "StepFailed", message, stack: "at step.ts:3", attempt: request?.attempt ?? 1 };
  return { kind: "failure", error, warned: false, parameters: undefined };
}

export function suspend(wait: WaitRequest): AttemptOutcome {
  return { kind: "suspended", wait, warned: false, parameters: undefined };
}
