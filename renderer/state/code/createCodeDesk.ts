import type { Clock } from "../../../core/base/Clock.ts";
import type { ClassOrigin, ClassPort } from "../ports/ClassPort.ts";
import { type ClassStore, createClassStore } from "./createClassStore.ts";

/** The step classes whose code is open in this window. */
export interface CodeDesk {
  port: ClassPort;
  /** The same store for everyone who has the class open. It stays after the last one closed it until all is saved. */
  open(name: string, from?: ClassOrigin): { code: ClassStore; close: () => void };
  /** Resolves when everything typed is a draft on the host, or cannot be sent now. */
  settled(): Promise<void>;
}

export function createCodeDesk({ port, clock }: { port: ClassPort; clock: Clock }): CodeDesk {
  const opened = new Map<string, { code: ClassStore; readers: number }>();

  /** Forgets a class that nobody has open, when the host has all of it. */
  const leave = async (key: string): Promise<void> => {
    const found = opened.get(key);
    const isDone = (): boolean => found?.readers === 0 && found.code.store.getState().saving === "saved";
    await found?.code.settled();
    if (isDone()) opened.delete(key);
    else if (found?.readers === 0) {
      const stop = found.code.store.subscribe(() => {
        if (!isDone()) return;
        stop();
        opened.delete(key);
      });
    }
  };
  return {
    port,
    open(name, { syncpack, packVersion } = {}) {
      const key = `${syncpack ?? ""}/${name}@${packVersion ?? ""}`;
      let found = opened.get(key);
      if (found === undefined) {
        found = { code: createClassStore({ port, name, syncpack, packVersion, clock }), readers: 0 };
        opened.set(key, found);
        void found.code.load();
      }
      const { code } = found;
      const count = found;
      count.readers += 1;
      let isOpen = true;
      const close = (): void => {
        if (!isOpen) return;
        isOpen = false;
        count.readers -= 1;
        if (count.readers === 0) void leave(key);
      };
      return { code, close };
    },
    async settled() {
      await Promise.all([...opened.values()].map(({ code }) => code.settled()));
    },
  };
}
