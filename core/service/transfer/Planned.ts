import type { JsonObject } from "../../base/json.ts";
import type { NewSchedule } from "../schedules/ScheduleService.ts";
import type { ImportChoice } from "./ImportChoice.ts";
import type { ImportItem } from "./ImportItem.ts";

/** An item with what makes it true; without `write` there is nothing to do. */
export interface Planned {
  item: ImportItem;
  document?: JsonObject;
  schedule?: NewSchedule;
  write?(): Promise<Partial<ImportItem>>;
}

/** What an item is, before it is decided what happens to it. */
export type Subject = Omit<ImportItem, "action">;

/** How things stand for one item. */
export interface Standing {
  exists: boolean;
  isSame: boolean;
  overwrite: boolean;
  choice: ImportChoice | undefined;
}

export function refuse(subject: Subject, message: string): Planned {
  return { item: { ...subject, action: "refused", message } };
}

/** What happens to an item that could be taken in. */
export function decide(
  subject: Subject,
  { exists, isSame, overwrite, choice }: Standing,
  write: () => Promise<Partial<ImportItem>>,
): Planned {
  if (choice?.action === "skip") return { item: { ...subject, action: "skip" } };
  if (isSame) return { item: { ...subject, action: "unchanged" } };
  if (!exists) return { item: { ...subject, action: choice?.action === "rename" ? "rename" : "create" }, write };
  // A new name is chosen to keep what is there: it never overwrites.
  const mayOverwrite = choice === undefined ? overwrite : choice.action === "overwrite";
  if (mayOverwrite) return { item: { ...subject, action: "overwrite" }, write };
  const message = "There is another one of this name. Choose to overwrite it, to skip this one, or a new name.";
  return { item: { ...subject, action: "conflict", message } };
}
