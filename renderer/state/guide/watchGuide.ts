import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import { readApplication } from "../../../core/model/readApplication.ts";
import type { DocumentStore } from "../document/createDocumentStore.ts";
import type { GuideStep } from "../ports/GuidePort.ts";
import type { RunPort } from "../ports/RunPort.ts";
import type { GuideStore } from "./createGuideStore.ts";

/** Notes the first step of an application and the first value that is given to one, also when the guide begins later. */
export function watchDocument(
  { store }: Pick<DocumentStore, "store">,
  { guide, name }: { guide: GuideStore; name: string },
): Unsubscribe {
  const look = (): void => {
    const { status, edit } = store.getState();
    if (status !== "ready" || guide.store.getState().guide?.application !== name) return;
    const { steps } = readApplication(edit.document, () => undefined);
    if (steps.length > 0) guide.note(name, "drag");
    if (steps.some(({ parameters }) => Object.keys(parameters).length > 0)) guide.note(name, "configure");
  };
  look();
  const stops = [store.subscribe(look), guide.store.subscribe(look)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The same runs; notes those that began. */
export function watchRuns(runs: RunPort, note: (step: GuideStep) => void): RunPort {
  const noted: Pick<RunPort, "start" | "testStep"> = {
    async start(given) {
      await runs.start(given);
      note("run");
    },
    async testStep(step, given) {
      const run = await runs.testStep(step, given);
      note("test");
      return run;
    },
  };
  // A copy by keys would lose the methods of a class.
  return new Proxy(runs, {
    get(target, key) {
      const value: unknown = Reflect.get(key in noted ? noted : target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
