/** What is shown at an address. */
export interface Place {
  name: string;
  revision?: number | undefined;
  step?: string | undefined;
}

/** The address of an application, of a step in it, or of one of its revisions. */
export function toAddress({ name, revision, step }: Place): string {
  const path = `/applications/${encodeURIComponent(name)}${revision === undefined ? "" : `/revisions/${revision}`}`;
  return step === undefined ? path : `${path}?${new URLSearchParams({ step })}`;
}

/** The number of a revision in an address; undefined = it is none. */
export function readRevision(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
