import { useState } from "react";

/** Work of a dialog on the host: whether it goes on, and why the last one failed. */
export function useWork(): { isBusy: boolean; error: string | undefined; run(work: () => Promise<void>): void } {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = (work: () => Promise<void>): void => {
    setBusy(true);
    setError(undefined);
    work()
      .catch((reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)))
      .finally(() => setBusy(false));
  };
  return { isBusy, error, run };
}
