import { useEffect, useState } from "react";
import { useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import type { CodePlace } from "../state/code/findAuthorPlace.ts";
import type { AskedPlace } from "../state/session/SessionState.ts";

/** A place in this code that somebody asked to see, once. `isHere` says whether a place is in this code, and stays the same. */
export function usePlace(isHere: (asked: AskedPlace) => boolean): CodePlace | undefined {
  const { session } = useWorkbench();
  const asked = useSession(({ codePlace }) => (codePlace !== undefined && isHere(codePlace) ? codePlace : undefined));
  const [place, setPlace] = useState(asked);
  useEffect(() => {
    if (asked === undefined) return;
    setPlace(asked);
    session.set({ codePlace: undefined });
  }, [asked, session]);
  return place;
}
