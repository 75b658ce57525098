import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import { isMac } from "../commands/keys.ts";
import { useText } from "../text/useText.ts";
import styles from "./CodeEditor.module.css";
import { loadedMonaco, loadMonaco, type Monaco } from "./monaco/loadMonaco.ts";
import { type FieldLook, heightOf, type OpenEditor, openEditor } from "./monaco/openEditor.ts";
import { beginTypeWorker } from "./monaco/workers.ts";
import type { TypeWorld } from "./types/describeWorld.ts";

/** A place that somebody else than the type checker marks. */
export interface PlaceMark {
  /** From 1. */
  line: number;
  column: number;
  message: string;
}

export type CodeLanguage = "typescript" | "javascript" | "json" | "sql" | "graphql" | "plaintext";

export interface CodeEditorProps {
  code: string;
  language: CodeLanguage;
  /** What the text is, for screen readers. */
  label: string;
  /** Absent = it can only be read. */
  onChange?: ((code: string) => void) | undefined;
  /** The path of a class among its files. */
  path?: string | undefined;
  /** Checks the types of a TypeScript text in these surroundings; absent = they are not checked. */
  world?: TypeWorld | undefined;
  /** A JSON schema for a JSON text. */
  schema?: object | undefined;
  marks?: readonly PlaceMark[] | undefined;
  /** Goes there; a new object goes there again. */
  place?: { line: number; column: number } | undefined;
  /** Mod+S. */
  onSave?: (() => void) | undefined;
  /** A field of a form, as high as its text, instead of as high as there is room. */
  field?: FieldLook | undefined;
  /** Whoever opens the dialog around it begins in it. */
  isFirst?: boolean | undefined;
  /** The focus came or went. */
  onFocus?: ((isFocused: boolean) => void) | undefined;
}

/** A text of code: readable at once, and edited when the code editor is there. */
export function CodeEditor(props: CodeEditorProps): ReactElement {
  const t = useText();
  const [monaco, setMonaco] = useState<Monaco | undefined>(loadedMonaco);
  const [failure, setFailure] = useState<string>();
  const isWaitedFor = useRef(false);
  const isChecked = props.world !== undefined;
  useEffect(() => {
    if (isChecked) beginTypeWorker();
  }, [isChecked]);
  useEffect(() => {
    if (monaco !== undefined) return;
    loadMonaco().then(setMonaco, (error: Error) => setFailure(t("code.notLoaded", { reason: error.message })));
  }, [monaco, t]);
  if (monaco !== undefined) return <Editor {...props} monaco={monaco} takesFocus={isWaitedFor} />;
  const { label, code, field, isFirst } = props;
  return (
    <section className={styles.editor} aria-label={label} data-field={field !== undefined}>
      {failure === undefined ? null : <p className={styles.failure}>{failure}</p>}
      <pre
        className={styles.plain}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must scroll by keys
        tabIndex={0}
        data-autofocus={isFirst}
        style={field && { minHeight: heightOf(field.least), maxHeight: heightOf(field.most) }}
        // Who is in it when the editor comes is in the editor then.
        onFocus={() => {
          isWaitedFor.current = true;
        }}
        onBlur={() => {
          isWaitedFor.current = false;
        }}
      >
        {code === "" && field !== undefined ? <span className={styles.empty}>{field.hint}</span> : code}
      </pre>
    </section>
  );
}

function Editor(props: CodeEditorProps & { monaco: Monaco; takesFocus: RefObject<boolean> }): ReactElement {
  const t = useText();
  const { monaco, code, language, label, path, onChange, world, schema, marks, place, field } = props;
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<OpenEditor>();
  const latest = useRef(props);
  latest.current = props;
  const isReadOnly = onChange === undefined;
  const [isFocused, setFocused] = useState(false);
  useEffect(() => {
    if (host.current === null) return undefined;
    const opened = openEditor(monaco, {
      element: host.current,
      code: latest.current.code,
      language,
      label,
      path: path ?? "script.ts",
      isReadOnly,
      field: latest.current.field,
      isFirst: latest.current.isFirst === true,
      onChange: (text) => latest.current.onChange?.(text),
      onSave: () => latest.current.onSave?.(),
      onFocus: (isNow) => {
        setFocused(isNow);
        latest.current.onFocus?.(isNow);
      },
    });
    const { takesFocus } = latest.current;
    if (takesFocus.current) opened.focus();
    takesFocus.current = false;
    setEditor(opened);
    return () => {
      setEditor(undefined);
      opened.dispose();
    };
  }, [monaco, language, label, path, isReadOnly]);
  useEffect(() => editor?.setCode(code), [editor, code]);
  useEffect(() => editor?.setWorld(world), [editor, world]);
  useEffect(() => editor?.setSchema(schema), [editor, schema]);
  useEffect(() => editor?.setMarks(marks ?? []), [editor, marks]);
  useEffect(() => {
    if (place !== undefined) editor?.goTo(place);
  }, [editor, place]);
  return (
    <div className={styles.editor} data-field={field !== undefined}>
      {/* `nokey`: the canvas beside it takes no key of it, Space above all. */}
      <div ref={host} className={`${styles.monaco} nokey`} />
      {isFocused && !isReadOnly && field === undefined ? (
        <p className={styles.hint}>{t("code.leave", { keys: isMac() ? "⌃⇧M" : "Ctrl+M" })}</p>
      ) : null}
    </div>
  );
}
