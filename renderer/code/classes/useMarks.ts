import { useMemo, useState } from "react";
import { useStepRun } from "../../commands/useStepRun.ts";
import type { ClassState } from "../../state/code/createClassStore.ts";
import { findAuthorPlace } from "../../state/code/findAuthorPlace.ts";
import type { PlaceMark } from "../CodeEditor.tsx";

/** What the compiler refused of a class, and where the shown run of a step failed in it, until the text is another one. */
export function useMarks({ state, step }: { state: ClassState; step: string | undefined }): readonly PlaceMark[] {
  const { code, text, check } = state;
  const run = useStepRun(step ?? "");
  const [seen, setSeen] = useState({ run: run?.id, code });
  if (seen.run !== run?.id) setSeen({ run: run?.id, code });
  const isSame = seen.code === code;
  return useMemo(() => {
    const main = text?.main ?? "";
    const refused = (check?.errors ?? []).filter(({ file }) => file === main);
    const place = isSame ? findAuthorPlace(run?.error?.stack, main.split("/").at(-1) ?? "") : undefined;
    const { exception = "", message = "" } = run?.error ?? {};
    return place === undefined ? refused : [...refused, { ...place, message: `${exception}: ${message}` }];
  }, [text, check, isSame, run]);
}
