import { Button } from "@mantine/core";
import { type ReactElement, useCallback, useMemo, useState } from "react";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { ClassState, ClassStore } from "../../state/code/createClassStore.ts";
import { useText } from "../../text/useText.ts";
import { Message } from "../../ui/Message.tsx";
import { CodeEditor } from "../CodeEditor.tsx";
import { describeClassWorld } from "../types/describeWorld.ts";
import { usePlace } from "../usePlace.ts";
import { useProducers } from "../useProducers.ts";
import { ClassBar } from "./ClassBar.tsx";
import styles from "./ClassCode.module.css";
import { ClassVersions } from "./ClassVersions.tsx";
import { publishClass } from "./publishClass.ts";
import { useClassCode } from "./useClassCode.ts";
import { useMarks } from "./useMarks.ts";

export interface ClassCodeProps {
  file: string;
  syncpack: string | undefined;
  /** The version of the SyncPack that the application keeps; undefined = the newest. */
  packVersion: string | undefined;
  /** Id of the step it is opened from: its producers give the types of data, its last failure is marked. */
  step: string | undefined;
  /** It has the place of the canvas already. */
  isWide: boolean;
}

/** The TypeScript of a step class: edited as its draft when it is one's own, else only read. */
export function ClassCode({ file, syncpack, packVersion, step, isWide }: ClassCodeProps): ReactElement | null {
  const t = useText();
  const opened = useClassCode(file, { syncpack, packVersion });
  const [showsVersions, setShowsVersions] = useState(false);
  if (opened === undefined) return null;
  if (opened.state.status === "loading") return <p className={styles.reading}>{t("code.reading")}</p>;
  const { code, state } = opened;
  if (state.status === "failed") {
    return (
      <Message title={t("code.failed")} details={state.error}>
        <Button onClick={() => void code.load()}>{t("document.retry")}</Button>
      </Message>
    );
  }
  return (
    <div className={styles.code}>
      <ClassBar
        {...{ file, syncpack, step, isWide, code, state, showsVersions }}
        onVersions={() => setShowsVersions(!showsVersions)}
      />
      {showsVersions ? (
        <ClassVersions file={file} code={state.code} onRestore={(text) => code.edit(text)} />
      ) : (
        <ClassText {...{ file, step, code, state }} />
      )}
    </div>
  );
}

interface ClassTextProps {
  file: string;
  step: string | undefined;
  code: ClassStore;
  state: ClassState;
}

function ClassText({ file, step, code, state }: ClassTextProps): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { text, check } = state;
  const producers = useProducers(step);
  const marks = useMarks({ state, step });
  const place = usePlace(useCallback((asked) => "file" in asked && asked.file === file, [file]));
  const isOwn = text?.isOwn === true;
  const manifest = check?.manifest ?? text?.manifest;
  const world = useMemo(() => {
    const parameters = manifest?.parameters ?? [];
    return isOwn ? describeClassWorld({ parameters, producers, files: text?.files ?? {} }) : undefined;
  }, [isOwn, manifest, producers, text]);
  return (
    <>
      {check?.problem === undefined || check.errors.length > 0 ? null : (
        <p className={styles.problem} role="status">
          {check.problem}
        </p>
      )}
      <CodeEditor
        code={state.code}
        language="typescript"
        label={t("code.label", { name: file })}
        path={text?.main}
        world={world}
        marks={marks}
        place={place}
        onChange={isOwn ? (next) => code.edit(next) : undefined}
        onSave={() => void publishClass(workbench, { name: file, code })}
      />
    </>
  );
}
