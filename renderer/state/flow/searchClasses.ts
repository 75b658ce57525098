import type { StepManifest } from "../../../core/model/StepManifest.ts";

/** The classes that fit a search, best first: every word of it begins a word of the name, or stands in the description. */
export function searchClasses(classes: readonly StepManifest[], query: string): StepManifest[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...classes];
  return classes
    .map((manifest) => ({ manifest, rank: rankOf(manifest, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ manifest }) => manifest);
}

function rankOf(manifest: StepManifest, words: readonly string[]): number {
  const names =
    `${manifest.friendlyName} ${manifest.file.replace(/([a-z])([A-Z])/g, "$1 $2")} ${manifest.file}`.toLowerCase();
  const rest = `${manifest.description} ${manifest.category ?? ""} ${manifest.syncpack ?? ""}`.toLowerCase();
  let rank = 0;
  for (const word of words) {
    if (names.startsWith(word)) rank += 8;
    else if (names.includes(` ${word}`)) rank += 4;
    else if (names.includes(word)) rank += 2;
    else if (rest.includes(word)) rank += 1;
    else return 0;
  }
  return rank;
}
