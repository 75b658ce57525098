/** The code editor and its languages. */
export type Monaco = typeof import("./setUpMonaco.ts");

let loading: Promise<Monaco> | undefined;
let loaded: Monaco | undefined;

/** Loads the code editor, once. Rejects when its files cannot be fetched; the next call tries again. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= import("./setUpMonaco.ts").then(
    (module) => {
      loaded = module;
      return module;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** The code editor if it is there already. */
export function loadedMonaco(): Monaco | undefined {
  return loaded;
}

/** Loads it when the window has nothing else to do. */
export function loadMonacoWhenIdle(): void {
  // What fails here is told when somebody opens code.
  const load = (): void => void loadMonaco().catch(() => undefined);
  requestIdleCallback(load, { timeout: 10_000 });
}
