import type { Unsubscribe } from "../../core/base/Emitter.ts";
import type { TabStore } from "../state/tabs/createTabStore.ts";
import type { AppPorts } from "./AppPorts.ts";

export interface DeletionParts {
  onDeleted: AppPorts["onDeleted"];
  /** Those that there are. */
  list: AppPorts["listApplications"];
  tabs: TabStore;
  /** The application on screen. */
  shown(): string | undefined;
  /** undefined = the list of applications. */
  open(name: string | undefined): void;
  /** Tells who looked at it, by what people call it. */
  tell(title: string): void;
}

/**
 * Closes the tab of an application that was deleted, in any window; who looked at it sees its neighbour. Also the tabs of
 * those that were deleted while this window was closed.
 */
export function watchDeleted({ onDeleted, list, tabs, shown, open, tell }: DeletionParts): Unsubscribe {
  const kept = tabs.store.getState();
  if (kept.length > 0) {
    // Without the list all stay: who opens one learns the reason.
    void list().then(
      (there) => {
        const names = new Set(there.map(({ name }) => name));
        for (const { name } of kept) if (!names.has(name)) tabs.close(name);
      },
      () => undefined,
    );
  }
  return onDeleted((name) => {
    const tab = tabs.store.getState().find((one) => one.name === name);
    if (tab === undefined) return;
    const next = tabs.close(name);
    if (shown() !== name) return;
    open(next?.name);
    tell(tab.title);
  });
}
