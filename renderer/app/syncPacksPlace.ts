import { createPart } from "./createPart.tsx";

/** The place of SyncPacks is a file of its own: it shows code, which most places beside the editor do without. */
export const syncPacksPlace = createPart(
  async () => (await import("../screens/syncPacks/SyncPacksScreen.tsx")).SyncPacksScreen,
);
