import { type ComponentType, type ReactElement, use } from "react";

/** A component whose code comes when it is first shown, or asked for ahead. */
export interface Part<P extends object> {
  /** Waits (for the `Suspense` around it) only while the code is not there; once it is, it is shown at once. */
  Shown(props: P): ReactElement;
  /** Begins to load the code; resolves when it is there, or cannot be had. What fails here is told where the part is shown. */
  preload(): Promise<void>;
}

/** `load` gives the component. A load that failed is tried again the next time. */
export function createPart<P extends object>(load: () => Promise<ComponentType<P>>): Part<P> {
  let loading: Promise<ComponentType<P>> | undefined;
  const begin = (): Promise<ComponentType<P>> => {
    if (loading !== undefined) return loading;
    const begun = load();
    loading = begun;
    begun.then(
      // What React reads of a promise instead of waiting for it.
      (value) => Object.assign(begun, { status: "fulfilled", value }),
      () => {
        loading = undefined;
      },
    );
    return begun;
  };
  return {
    Shown: (props) => {
      // Called each time, also when the code is there: React goes on with a rendering that waited only if it is.
      const Content = use(begin());
      return <Content {...props} />;
    },
    preload: () =>
      begin().then(
        () => undefined,
        () => undefined,
      ),
  };
}
