import { type ReactElement, useEffect, useRef, useState } from "react";
import styles from "./CodeEditor.module.css";
import { loadedMonaco, loadMonaco, type Monaco } from "./monaco/loadMonaco.ts";
import { openDiff } from "./monaco/openDiff.ts";

interface CodeDiffProps {
  before: string;
  after: string;
  language?: "typescript" | "json";
  label: string;
}

/** Two texts and what differs, to be read; side by side where there is room. */
export function CodeDiff({ before, after, language = "typescript", label }: CodeDiffProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const [monaco, setMonaco] = useState<Monaco | undefined>(loadedMonaco);
  useEffect(() => {
    // Until it is there, or when it cannot be loaded, there is nothing to compare in.
    if (monaco === undefined) loadMonaco().then(setMonaco, () => undefined);
  }, [monaco]);
  useEffect(() => {
    if (host.current === null || monaco === undefined) return undefined;
    return openDiff(monaco, { element: host.current, before, after, language, label });
  }, [monaco, before, after, language, label]);
  return <div ref={host} className={styles.editor} />;
}
