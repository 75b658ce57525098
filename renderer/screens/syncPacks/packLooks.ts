import type { PackStage } from "../../state/ports/SyncPackPort.ts";

/** The look of each stage; the word beside it says which. */
export const packLooks: Readonly<Record<PackStage, string>> = {
  shipped: "success",
  installed: "success",
  active: "waiting",
  uploaded: "queued",
  failed: "failed",
};
