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

/** It takes a while to begin, so it waits until nobody touched keys or pointer for so long, ms. */
const stillness = 2_000;
const touches = ["keydown", "pointerdown", "wheel"] as const;

/** Loads it when the window has nothing else to do and nobody works in it. Returns what gives that up. */
export function loadMonacoWhenIdle(): () => void {
  if (loading !== undefined) return () => undefined;
  let timer = 0;
  const end = (): void => {
    window.clearTimeout(timer);
    for (const touch of touches) window.removeEventListener(touch, wait, true);
  };
  const load = (): void => {
    end();
    // What fails here is told when somebody opens code.
    loadMonaco().catch(() => undefined);
  };
  const wait = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => requestIdleCallback(load), stillness);
  };
  for (const touch of touches) window.addEventListener(touch, wait, { capture: true, passive: true });
  wait();
  return end;
}
