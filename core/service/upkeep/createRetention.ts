import type { RunPruner, SettingRepository } from "../ports/repositories.ts";
import { defaultSettings } from "../settings/createEngineSettings.ts";
import type { UpkeepTask } from "./UpkeepTask.ts";

/** Deletes the runs whose time is over: `result_expires` seconds after their end, unless they are kept. */
export function createRetention({
  settings,
  pruner,
}: {
  settings: Pick<SettingRepository, "get">;
  pruner: Pick<RunPruner, "slices">;
}): UpkeepTask {
  return {
    name: "retention",
    slices: (now) => pruner.slices(now - readResultExpires(settings) * 1000),
  };
}

/** How long ended runs are kept, seconds. */
export function readResultExpires(settings: Pick<SettingRepository, "get">): number {
  const stored = settings.get("result_expires");
  return typeof stored === "number" && stored > 0 ? stored : defaultSettings.resultExpires;
}
