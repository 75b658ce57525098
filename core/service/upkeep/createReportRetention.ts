import type { ReportRepository, SettingRepository } from "../ports/repositories.ts";
import type { UpkeepTask } from "./UpkeepTask.ts";

/** Deletes the reports that are older than `report_expires` seconds, whether their run is there or not. */
export function createReportRetention(parts: {
  settings: Pick<SettingRepository, "get">;
  reports: Pick<ReportRepository, "slices">;
}): UpkeepTask {
  const { settings, reports } = parts;
  return {
    name: "report retention",
    async *slices(now) {
      const seconds = readReportExpires(settings);
      if (seconds !== undefined) yield* reports.slices(now - seconds * 1000);
    },
  };
}

/** How long reports are kept, seconds; undefined = for ever. */
export function readReportExpires(settings: Pick<SettingRepository, "get">): number | undefined {
  const stored = settings.get("report_expires");
  return typeof stored === "number" && stored > 0 ? stored : undefined;
}
