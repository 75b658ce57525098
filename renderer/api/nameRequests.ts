type Fetch = (path: string, init: RequestInit) => Promise<Response>;

export interface RequestNames {
  createName(): string;
  /** Tells the program that the page has left a request. */
  giveUp(name: string): Promise<void>;
}

/**
 * `fetch` of a page of the desktop program, which learns nothing of requests that the page leaves: those that can be left have a
 * name, and the program is told it before the page learns that its request has ended.
 */
export function nameRequests(fetch: Fetch, { createName, giveUp }: RequestNames): Fetch {
  return async (path, init) => {
    const { signal } = init;
    if (signal == null || signal.aborted) return fetch(path, init);
    const name = createName();
    let told: Promise<void> | undefined;
    const tell = (): void => {
      told = giveUp(name);
    };
    signal.addEventListener("abort", tell);
    try {
      return await fetch(path, { ...init, headers: { ...(init.headers as object), "x-sluice-request": name } });
    } catch (error) {
      await told?.catch(() => undefined);
      throw error;
    } finally {
      signal.removeEventListener("abort", tell);
    }
  };
}
