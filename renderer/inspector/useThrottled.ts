import { useEffect, useRef, useState } from "react";
import { useWorkbench } from "../commands/WorkbenchContext.ts";
import { Throttle } from "../state/form/Throttle.ts";

/** A value as it changes, but at most once in some ms. */
export function useThrottled<T>(value: T, ms: number): T {
  const { clock } = useWorkbench();
  const [passed, setPassed] = useState(value);
  const throttle = useRef<Throttle<T>>(undefined);
  useEffect(() => {
    const made = new Throttle<T>({ clock, ms, onValue: setPassed });
    throttle.current = made;
    return () => made.end();
  }, [clock, ms]);
  useEffect(() => {
    if (value !== passed) throttle.current?.take(value);
  }, [value, passed]);
  return passed;
}
