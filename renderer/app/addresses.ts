import { toRunAddress } from "../ui/toRunAddress.ts";

/** What is shown at an address. */
export interface Place {
  name: string;
  revision?: number | undefined;
  step?: string | undefined;
  /** The run that is shown. */
  run?: string | undefined;
  /** Whether what the draft changes is shown. */
  changes?: boolean | undefined;
  /** Whether a custom run is begun. */
  customRun?: boolean | undefined;
}

/** The address of an application, of a step in it, of one of its revisions, or of a run of none. */
export function toAddress({ name, revision, step, run, changes = false, customRun = false }: Place): string {
  if (run !== undefined && name.includes(":")) return toRunAddress({ appName: name, id: run });
  const path = `/applications/${encodeURIComponent(name)}${revision === undefined ? "" : `/revisions/${revision}`}`;
  const search = new URLSearchParams({
    ...(step === undefined ? {} : { step }),
    ...(run === undefined ? {} : { run }),
    ...(changes ? { changes: "" } : {}),
    ...(customRun ? { custom: "" } : {}),
  });
  return search.size === 0 ? path : `${path}?${search}`;
}

/** The number of a revision in an address; undefined = it is none. */
export function readRevision(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
