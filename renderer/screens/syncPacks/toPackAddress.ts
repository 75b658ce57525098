/** A version of a SyncPack, or one of its files. */
export interface PackPlace {
  name: string;
  /** undefined = the newest in use. */
  version?: string | undefined;
  /** Path of a file in its archive. */
  file?: string | undefined;
}

/** The address of a SyncPack, of one of its versions, or of a file in it. */
export function toPackAddress({ name, version, file }: PackPlace): string {
  const search = new URLSearchParams({
    ...(version === undefined ? {} : { version }),
    ...(file === undefined ? {} : { file }),
  });
  const path = `/syncpacks/${encodeURIComponent(name)}`;
  return search.size === 0 ? path : `${path}?${search}`;
}

/** The place that an address means, of which `search` is the part after the question mark. */
export function readPackPlace(name: string, search: string): PackPlace {
  const given = new URLSearchParams(search);
  return { name, version: given.get("version") ?? undefined, file: given.get("file") ?? undefined };
}
