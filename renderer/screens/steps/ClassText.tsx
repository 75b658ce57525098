import { type ReactElement, useMemo } from "react";
import { CodeEditor } from "../../code/CodeEditor.tsx";
import { describeClassWorld } from "../../code/types/describeWorld.ts";
import type { ClassState, ClassStore } from "../../state/code/createClassStore.ts";
import { useText } from "../../text/useText.ts";
import styles from "./StepsScreen.module.css";

export interface ClassTextProps {
  file: string;
  code: ClassStore;
  state: ClassState;
  /** It can be written. */
  isOwn: boolean;
}

/** The TypeScript of a class with its types and what the compiler refused. */
export function ClassText({ file, code, state, isOwn }: ClassTextProps): ReactElement {
  const t = useText();
  const { text, check } = state;
  const parameters = (check?.manifest ?? text?.manifest)?.parameters;
  const world = useMemo(
    () =>
      isOwn ? describeClassWorld({ parameters: parameters ?? [], producers: [], files: text?.files ?? {} }) : undefined,
    [isOwn, parameters, text],
  );
  const marks = useMemo(() => (check?.errors ?? []).filter((error) => error.file === text?.main), [check, text]);
  return (
    <div className={styles.text}>
      <CodeEditor
        code={state.code}
        language="typescript"
        label={t("code.label", { name: file })}
        path={text?.main}
        world={world}
        marks={marks}
        onChange={isOwn ? (next) => code.edit(next) : undefined}
      />
    </div>
  );
}
