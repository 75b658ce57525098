import { type RefObject, useEffect, useRef } from "react";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";

/** The field of a variable, which takes the focus when somebody goes to the variable. */
export function useArrival(kind: "appvar" | "config", name: string): RefObject<HTMLInputElement | null> {
  const { session } = useWorkbench();
  const isWanted = useSession(({ goingTo }) => goingTo?.kind === kind && goingTo.name === name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isWanted) return;
    session.set({ goingTo: undefined });
    field.current?.focus();
    field.current?.scrollIntoView({ block: "center" });
  }, [isWanted, session]);
  return field;
}
