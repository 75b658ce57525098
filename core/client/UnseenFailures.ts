import type { FailedRun } from "./followFailures.ts";

/** What a notification says and where it leads. There is one for each application or SyncPack: the next one takes its place. */
export interface FailureNotice {
  /** Of a SyncPack, of whatever version, `syncpack:NAME`. */
  application: string;
  title: string;
  body: string;
  /** The failed step of the last run, as a place in the editor. */
  address: string;
}

export interface FailureView {
  /** Whether a person has the application before their eyes. */
  isInView(application: string): boolean;
  /** Whether its failures are to be told. */
  isTold(application: string): boolean;
}

/** Failed runs that nobody has looked at, by application. */
export class UnseenFailures {
  private readonly counts = new Map<string, number>();
  private readonly view: FailureView;

  constructor(view: FailureView) {
    this.view = view;
  }

  /** Failed runs that nobody has looked at. */
  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** What to tell of a failed run; undefined = nothing, as it is in view or not to be told. */
  add(failed: FailedRun): FailureNotice | undefined {
    const { step } = failed;
    const { application, title, address } = toSubject(failed);
    if (this.view.isInView(application) || !this.view.isTold(application)) return undefined;
    const count = (this.counts.get(application) ?? 0) + 1;
    this.counts.set(application, count);
    const what = step === undefined ? "The run failed." : `${step.name}: ${step.message}`;
    return {
      application,
      title: count === 1 ? `${title} failed` : `${title} failed ${count} times`,
      body: what.length > longest ? `${what.slice(0, longest - 1)}…` : what,
      address,
    };
  }

  /** Someone looks at an application. True when there was something to see. */
  see(application: string): boolean {
    return this.counts.delete(application);
  }
}

/** Characters of a notification; systems show less. */
const longest = 200;

/** What failed, and where it is shown: an application with its run, or the page of a SyncPack that was to be brought into use. */
function toSubject({ application, run, step }: FailedRun): Pick<FailureNotice, "application" | "title" | "address"> {
  const [, name, version] = /^syncpack:(.+)@([^@]+)$/.exec(application) ?? [];
  if (name !== undefined && version !== undefined) {
    const address = `/syncpacks/${encodeURIComponent(name)}?${new URLSearchParams({ version })}`;
    return { application: `syncpack:${name}`, title: `SyncPack ${name} ${version}`, address };
  }
  const search = new URLSearchParams({ run, ...(step?.id === undefined ? {} : { step: step.id }) });
  return { application, title: application, address: `/applications/${encodeURIComponent(application)}?${search}` };
}
