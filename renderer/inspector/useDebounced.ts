import { useEffect, useState } from "react";
import { useWorkbench } from "../commands/WorkbenchContext.ts";

/** A value after it stayed the same for some ms. */
export function useDebounced<T>(value: T, ms: number): T {
  const { clock } = useWorkbench();
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (settled === value) return undefined;
    const timer = clock.after(ms, () => setSettled(value));
    return () => timer.cancel();
  }, [clock, settled, value, ms]);
  return settled;
}
