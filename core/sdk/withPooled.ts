import { createHash } from "node:crypto";

/** How something that is slow to open, such as a connection to a database, is kept for the next attempts of a worker. */
export interface Pooled<R> {
  open(): Promise<R>;
  /** Makes it as if it were new, and lets its process rest: `unref` its sockets. Rejects for one that cannot be used again. */
  rest(resource: R): Promise<unknown>;
  /** Makes it ready after its rest. Rejects for one that is broken; it is replaced then. */
  wake(resource: R): Promise<unknown>;
  close(resource: R): unknown;
}

/** So long something rests before it is closed, ms; a worker that has nothing to do lives little longer. */
const restMs = 10_000;
/** What does not go to rest or wake in this time is broken, ms. */
const answerMs = 5_000;
/** How many of one key rest at most. */
const mostResting = 4;

interface Resting {
  resource: unknown;
  timer: NodeJS.Timeout;
}

const pools = new Map<string, Resting[]>();

/**
 * Does a piece of work with something that earlier attempts of this worker opened, or with a new one. After a success it rests
 * for the next; what an attempt failed with is closed, as is what nobody wanted for 10 s. `key`: everything that tells one from
 * another, settings and passwords too, as JSON; undefined = a new one that is closed after the work.
 *
 * ```ts
 * import { createConnection, type Socket } from "node:net";
 * import { withPooled } from "sluice";
 *
 * export const ask = (port: number, question: string) =>
 *   withPooled(["asker", port], {
 *     open: async () => createConnection({ port, host: "127.0.0.1" }),
 *     rest: async (socket: Socket) => socket.unref(),
 *     wake: async (socket: Socket) => {
 *       if (socket.destroyed) throw new Error("It is gone");
 *       socket.ref();
 *     },
 *     close: (socket: Socket) => socket.destroy(),
 *   }, async (socket) => socket.write(question));
 * ```
 */
export async function withPooled<R, T>(key: unknown, kind: Pooled<R>, work: (resource: R) => Promise<T>): Promise<T> {
  const pool = key === undefined ? undefined : createHash("sha256").update(JSON.stringify(key)).digest("base64");
  const resource = (await takeResting(pool, kind)) ?? (await kind.open());
  try {
    const result = await work(resource);
    await (pool === undefined ? close(kind, resource) : putToRest(pool, { kind, resource }));
    return result;
  } catch (error) {
    await close(kind, resource);
    throw error;
  }
}

async function takeResting<R>(pool: string | undefined, kind: Pooled<R>): Promise<R | undefined> {
  for (;;) {
    // The one that rests shortest is the likeliest to work.
    const resting = pool === undefined ? undefined : pools.get(pool)?.pop();
    if (resting === undefined) return undefined;
    clearTimeout(resting.timer);
    const resource = resting.resource as R;
    if (await isFine(kind.wake(resource))) return resource;
    await close(kind, resource);
  }
}

/** Whether what was asked of a resource went well, and in time. */
async function isFine(asked: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), answerMs);
  const answered = asked.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function putToRest<R>(pool: string, { kind, resource }: { kind: Pooled<R>; resource: R }): Promise<void> {
  const canRest = await isFine(kind.rest(resource));
  const resting = pools.get(pool) ?? [];
  if (!canRest || resting.length >= mostResting) return close(kind, resource);
  const entry: Resting = { resource, timer: setTimeout(() => leave(), restMs).unref() };
  const leave = (): void => {
    resting.splice(resting.indexOf(entry), 1);
    if (resting.length === 0) pools.delete(pool);
    void close(kind, resource);
  };
  resting.push(entry);
  pools.set(pool, resting);
}

async function close<R>(kind: Pooled<R>, resource: R): Promise<void> {
  try {
    await kind.close(resource);
  } catch {
    // It is left either way.
  }
}
