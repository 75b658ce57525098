import type { LayoutPort, PlacedNode } from "../../state/ports/LayoutPort.ts";

/** Arranges flows in a thread of its own, started when it is first needed. */
export function createLayoutWorker(): LayoutPort {
  let worker: Worker | undefined;
  let count = 0;
  const waiting = new Map<number, { resolve: (placed: PlacedNode[]) => void; reject: (error: Error) => void }>();
  const start = (): Worker => {
    const started = new Worker(new URL("./layoutWorker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }: MessageEvent<{ id: number; placed: PlacedNode[] }>) => {
      waiting.get(data.id)?.resolve(data.placed);
      waiting.delete(data.id);
    });
    started.addEventListener("error", ({ message }) => {
      for (const { reject } of waiting.values()) reject(new Error(message));
      waiting.clear();
      worker = undefined;
    });
    return started;
  };
  return {
    arrange(graph) {
      worker ??= start();
      count += 1;
      const id = count;
      worker.postMessage({ id, graph });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
  };
}
