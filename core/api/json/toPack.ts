import { z } from "zod";
import type { ListedPack } from "../../service/syncPacks/SyncPackService.ts";

/** How far a pack has come. */
export const statusShape = {
  installed: z.boolean(),
  activated: z.boolean(),
  read_only: z.boolean().meta({ description: "It ships with the program: nothing changes or deletes it." }),
  problem: z.string().nullable().meta({ description: "Why activating or installing it failed last." }),
};
/** What a list says of a pack. */
export const packShape = {
  name: z.string(),
  friendly_name: z.string(),
  version: z.string(),
  summary: z.string(),
  description: z.string(),
  author: z.string(),
  tags: z.array(z.string()),
  steps: z.array(z.string()).meta({ description: "Names of its step classes." }),
  applications: z.array(z.string()),
  configurations: z.array(z.string()),
  schedules: z.array(z.string()),
  ...statusShape,
};
export const packSchema = z.object(packShape).meta({ id: "SyncPack" });

/** A pack as a list says it. */
export function toPack(pack: ListedPack): z.infer<typeof packSchema> {
  if (pack.shipped !== undefined) {
    const { friendlyName, ...shipped } = pack.shipped;
    return { ...shipped, friendly_name: friendlyName, configurations: [], schedules: [], ...statusOf(pack) };
  }
  const { meta, steps, applications, configurations } = pack.stored.contents;
  const { name, friendly_name, version, summary, description, author, tags, schedules } = meta;
  return {
    ...{ name, friendly_name, version, summary, description, author, tags, applications, configurations },
    steps: steps.map(({ file }) => file),
    schedules: schedules.map(({ entry_id }) => entry_id),
    ...statusOf(pack),
  };
}

export function statusOf({ stored }: ListedPack) {
  return {
    installed: stored === undefined || stored.installedAt !== undefined,
    activated: stored === undefined || stored.activatedAt !== undefined,
    read_only: stored === undefined,
    problem: stored?.problem ?? null,
  };
}
