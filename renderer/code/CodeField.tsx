import { type ReactElement, useId, useMemo, useRef } from "react";
import type { CodePlace } from "../state/code/findAuthorPlace.ts";
import type { TextKey } from "../text/english.ts";
import { useText } from "../text/useText.ts";
import styles from "./CodeEditor.module.css";
import { CodeEditor, type CodeLanguage } from "./CodeEditor.tsx";
import { describeScriptWorld } from "./types/describeWorld.ts";
import { useProducers } from "./useProducers.ts";

export interface CodeFieldProps {
  /** The code; a parameter that is not set is an empty text. */
  code: string;
  /** `language` of the parameter: typescript, jsonata, json, sql; another one is plain text. */
  language: string | undefined;
  label: string;
  /** Ids of the texts that explain it. */
  describedBy: string | undefined;
  isWrong: boolean;
  /** Shown while it is empty. */
  hint: string;
  /** Called for every change; absent = it can only be read. */
  onChange: ((code: string) => void) | undefined;
  /** The person is done with it. */
  onLeave: () => void;
  /** Id of the step that runs a script: the data of its producers gives the type of `input`. */
  step: string;
  /** Goes there; a new object goes there again. */
  place: CodePlace | undefined;
  /** `input` of the script is an object of data by step name. */
  byStep: boolean;
}

interface Language {
  title: TextKey;
  editor: CodeLanguage;
}

const languages: Readonly<Record<string, Language>> = {
  typescript: { title: "code.language.typescript", editor: "typescript" },
  javascript: { title: "code.language.javascript", editor: "javascript" },
  json: { title: "code.language.json", editor: "json" },
  sql: { title: "code.language.sql", editor: "sql" },
  graphql: { title: "code.language.graphql", editor: "graphql" },
  jsonata: { title: "code.language.jsonata", editor: "plaintext" },
};
const plain: Language = { title: "code.language.text", editor: "plaintext" };
const lines = { least: 4, most: 20 };

/** A parameter that holds code, as high as its text. TypeScript is checked as a script of the step. */
export function CodeField(props: CodeFieldProps): ReactElement {
  const { code, language = "", label, describedBy, isWrong, hint, onChange, onLeave, step, byStep, place } = props;
  const t = useText();
  const footId = useId();
  const foot = useRef<HTMLParagraphElement>(null);
  const { title, editor } = languages[language] ?? plain;
  const isScript = editor === "typescript";
  const producers = useProducers(isScript ? step : undefined);
  const world = useMemo(
    () => (isScript ? describeScriptWorld({ producers, byStep }) : undefined),
    [isScript, producers, byStep],
  );
  const field = useMemo(() => ({ ...lines, hint, onEscape: () => foot.current?.focus() }), [hint]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look and a legend of its own
    <div
      role="group"
      aria-label={label}
      aria-describedby={[describedBy, footId].filter(Boolean).join(" ")}
      className={styles.field}
      data-wrong={isWrong}
    >
      <CodeEditor
        code={code}
        language={editor}
        label={label}
        onChange={onChange}
        onFocus={(isFocused) => isFocused || onLeave()}
        world={world}
        place={place}
        field={field}
      />
      {/* Where Escape leads: Tab goes on from here. */}
      <p ref={foot} id={footId} tabIndex={-1} className={styles.foot}>
        <span>{t(title)}</span>
        <span>{t("code.escape")}</span>
      </p>
    </div>
  );
}
