import type { ApiClient } from "../../core/client/ApiClient.ts";

/** What the host has to do. Every question rejects when no host answers. */
export interface HostWork {
  /** Runs that have begun or wait for their queue. */
  countRuns(): Promise<number>;
  hasSchedules(): Promise<boolean>;
  /** Resolves once every run is asked to stop. */
  stopRuns(): Promise<void>;
  /** Resolves when no run is left. */
  untilIdle(): Promise<void>;
}

export interface HostWorkParts {
  client: Pick<ApiClient, "call">;
  /** Resolves at the next end of a run, or when one may have been missed. */
  nextEnd(): Promise<void>;
}

const page = 1000;

export function createHostWork({ client, nextEnd }: HostWorkParts): HostWork {
  const list = async (): Promise<string[]> => {
    const found = await Promise.all(
      (["STARTED", "PENDING"] as const).map((state) => client.call("listRuns", { query: { state, limit: page } })),
    );
    return found.flatMap(({ runs }) => runs.map(({ id }) => id));
  };
  const countRuns = async (): Promise<number> => (await list()).length;
  return {
    countRuns,
    async hasSchedules() {
      return (await client.call("listSchedules")).some(({ enabled }) => enabled);
    },
    async stopRuns() {
      // One that ended meanwhile cannot be stopped, and need not.
      await Promise.allSettled((await list()).map((id) => client.call("revokeTask", { params: { task_id: id } })));
    },
    async untilIdle() {
      for (;;) {
        // Asked for first: a run may end while the others are counted.
        const ended = nextEnd();
        if ((await countRuns()) === 0) return;
        await ended;
      }
    },
  };
}
