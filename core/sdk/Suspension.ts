import type { SuspendRequest } from "./StepContext.ts";

const suspensionKey = Symbol.for("sluice.suspension");

/** What `suspend` makes and `execute` or `resume` returns: this part of the step ends, `resume` runs when the wait is over. */
export class Suspension {
  readonly request: SuspendRequest;
  readonly [suspensionKey] = true;

  constructor(request: SuspendRequest) {
    this.request = request;
  }
}

export function isSuspension(value: unknown): value is Suspension {
  return typeof value === "object" && value !== null && suspensionKey in value;
}

/** Throws a TypeError that says what is wrong with the request. */
export function createSuspension(request: SuspendRequest): Suspension {
  const kinds = ["runs", "until", "approval"].filter((kind) => Object.hasOwn(request, kind));
  if (kinds.length !== 1) throw new TypeError("suspend takes exactly one of runs, until, approval");
  if ("runs" in request) {
    const { runs, atOnce } = request;
    if (!Array.isArray(runs)) throw new TypeError("suspend: runs is a list of {application, ...} or {step, ...}");
    for (const run of runs) {
      const name = "step" in run ? run.step?.file : run.application;
      if (typeof name !== "string" || name === "") {
        throw new TypeError("suspend: every run names its application, or the file of its step class");
      }
    }
    if (atOnce !== undefined && !(Number.isInteger(atOnce) && atOnce > 0)) {
      throw new TypeError("suspend: atOnce is a whole number from 1");
    }
  }
  if ("until" in request && !(request.until instanceof Date && Number.isFinite(request.until.getTime()))) {
    throw new TypeError("suspend: until is a valid Date");
  }
  if ("approval" in request && typeof request.approval?.title !== "string") {
    throw new TypeError("suspend: an approval has a title");
  }
  return new Suspension(request);
}
