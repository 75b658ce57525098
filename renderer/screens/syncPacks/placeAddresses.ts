import type { PackUse } from "../../state/ports/SyncPackPort.ts";

export type ContentKind = "steps" | "applications" | "configurations" | "schedules";

/** Where something that a pack brought is shown in the program. */
export function addressOf(kind: ContentKind, { name, pack }: { name: string; pack: string }): string {
  // Schedules are in one list.
  if (kind === "schedules") return "/schedules";
  const path = `/${kind}/${encodeURIComponent(name)}`;
  return kind === "steps" ? `${path}?${new URLSearchParams({ syncpack: pack })}` : path;
}

/** Where something that uses a pack is shown. */
export function toPlaceOfUse({ by, name }: PackUse): string {
  return by === "schedule" ? "/schedules" : `/applications/${encodeURIComponent(name)}`;
}
