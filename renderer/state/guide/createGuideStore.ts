import { createStore, type StoreApi } from "zustand/vanilla";
import { type GuidePort, type GuideState, type GuideStep, guideSteps } from "../ports/GuidePort.ts";

export interface GuideStore {
  /** undefined = never begun, or not read yet. */
  store: StoreApi<{ guide: GuideState | undefined }>;
  load(): Promise<void>;
  /** Begins in an application, or goes on there with what is done already. */
  begin(application: string): void;
  /** Somebody did this in an application; counts only in that of the guide, while it is shown. */
  note(application: string, step: GuideStep): void;
  hide(): void;
  rename(from: string, to: string): void;
}

/** The guided first flow of one user. What cannot be kept is told to `onError`, and the guide goes on. */
export function createGuideStore(port: GuidePort, onError: (error: unknown) => void): GuideStore {
  const store = createStore<{ guide: GuideState | undefined }>(() => ({ guide: undefined }));
  let saving = Promise.resolve();
  const set = (guide: GuideState): void => {
    store.setState({ guide });
    saving = saving.then(() => port.save(guide)).catch(onError);
  };
  const change = (next: Partial<GuideState>): void => {
    const { guide } = store.getState();
    if (guide !== undefined) set({ ...guide, ...next });
  };
  return {
    store,
    async load() {
      const guide = await port.read();
      if (guide !== undefined && store.getState().guide === undefined) store.setState({ guide });
    },
    begin(application) {
      set({ application, done: store.getState().guide?.done ?? [], isShown: true });
    },
    note(application, step) {
      const { guide } = store.getState();
      if (guide?.isShown !== true || guide.application !== application || guide.done.includes(step)) return;
      change({ done: guideSteps.filter((one) => one === step || guide.done.includes(one)) });
    },
    hide: () => change({ isShown: false }),
    rename(from, to) {
      if (store.getState().guide?.application === from) change({ application: to });
    },
  };
}

/** What comes next; undefined = all is done. */
export function nextOf({ done }: Pick<GuideState, "done">): GuideStep | undefined {
  return guideSteps.find((step) => !done.includes(step));
}
