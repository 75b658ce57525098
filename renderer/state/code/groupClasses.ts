import type { StepManifest } from "../../../core/model/StepManifest.ts";
import { classKey } from "./classKey.ts";
import type { ShelfState } from "./createShelf.ts";

export interface ClassGroup {
  id: string;
  /** `found`: what a search found, best first. */
  kind: "favourites" | "recent" | "own" | "pack" | "found";
  pack?: string;
  category?: string;
  classes: readonly StepManifest[];
}

/** The classes as the registry shows them: favourites and recent ones, the person's own, then each pack by category. */
export function groupClasses(classes: readonly StepManifest[], shelf: ShelfState): ClassGroup[] {
  const byKey = new Map(classes.map((manifest) => [classKey(manifest), manifest]));
  const pick = (keys: readonly string[]): StepManifest[] => keys.flatMap((key) => byKey.get(key) ?? []);
  const { favourites, recent } = shelf;
  const groups: ClassGroup[] = [
    { id: "favourites", kind: "favourites", classes: pick(favourites) },
    { id: "recent", kind: "recent", classes: pick(recent.filter((key) => !favourites.includes(key))) },
    { id: "own", kind: "own", classes: classes.filter(({ syncpack }) => syncpack === undefined) },
  ];
  const packs = Map.groupBy(
    classes.filter(({ syncpack }) => syncpack !== undefined),
    ({ syncpack = "", category = "" }) => JSON.stringify([syncpack, category]),
  );
  for (const [id, members] of [...packs].sort(([a], [b]) => a.localeCompare(b))) {
    const [pack = "", category = ""] = JSON.parse(id) as string[];
    groups.push({ id, kind: "pack", pack, category, classes: members });
  }
  return groups.filter((group) => group.classes.length > 0);
}
