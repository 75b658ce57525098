import type { TrashRepository } from "../ports/TrashRepository.ts";
import { trashMs } from "../trash/TrashService.ts";
import type { UpkeepTask } from "./UpkeepTask.ts";

/** Deletes for good what was deleted 30 days ago. */
export function createTrashRetention(trash: Pick<TrashRepository, "slices">): UpkeepTask {
  return { name: "trash", slices: (now) => trash.slices(now - trashMs) };
}
