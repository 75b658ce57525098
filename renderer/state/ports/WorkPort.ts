/** What long work is given by whoever shows how far it is. */
export interface WorkControl {
  /** Aborts when the person stops it. */
  signal: AbortSignal;
  /** Says how far it is. */
  tell(far: Count): void;
}

/**
 * Does work that may take long: how far it is and a way to stop it are shown once it takes longer than a moment. Resolves with
 * undefined when the person stopped it; rejects as the work does.
 */
export type DoWork = <T>(title: string, work: (control: WorkControl) => Promise<T>) => Promise<T | undefined>;

/** How far something countable is. */
export interface Count {
  done: number;
  total: number;
}
