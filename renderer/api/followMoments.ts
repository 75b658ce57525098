import type { Unsubscribe } from "../../core/base/Emitter.ts";
import type { EventJson } from "../../core/client/followEvents.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import type { StepMoment } from "../state/ports/RunPort.ts";
import type { HostFeed } from "./createHostFeed.ts";

/** Tells the turns of the steps of a run, from the first on, until the run has ended. */
export function followMoments(feed: HostFeed, run: string, listener: (moment: StepMoment) => void): Unsubscribe {
  return feed.followRun(run, (json) => {
    const moment = toMoment(json);
    if (moment !== undefined) listener(moment);
  });
}

function toMoment(json: EventJson): StepMoment | undefined {
  // Most events of a run that is debugged are lines of its log.
  if (json.type === "step.log") return undefined;
  const event = fromJsonNames<RunEvent>(json as never);
  if (!("stepRunId" in event)) return undefined;
  const { at, stepRunId: stepRun } = event;
  switch (event.type) {
    case "step.started":
      return { stepRun, at, kind: "started", attempt: event.attempt };
    case "step.retry":
      return { stepRun, at, kind: "failed", attempt: event.attempt };
    case "step.waiting":
      return { stepRun, at, kind: "waiting", attempt: event.attempt };
    case "step.recovered":
    case "step.awoken":
      return { stepRun, at, kind: "ready", attempt: 0 };
    default:
      return undefined;
  }
}
