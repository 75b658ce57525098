import { Input } from "@mantine/core";
import { type ReactElement, type ReactNode, useId, useMemo } from "react";
import { CodeEditor, type CodeLanguage } from "./CodeEditor.tsx";
import { describeScriptWorld } from "./types/describeWorld.ts";
import { useProducers } from "./useProducers.ts";

export interface CodeFieldProps {
  /** The code; a parameter that is not set is an empty text. */
  code: string;
  /** `language` of the parameter: typescript, jsonata, json, sql; another one is plain text. */
  language: string | undefined;
  label: string;
  description?: ReactNode;
  error?: ReactNode;
  isRequired?: boolean;
  /** Called for every change. */
  onChange: (code: string) => void;
  /** Id of the step that runs a script: the data of its producers gives the type of `input`. */
  step?: string | undefined;
  /** `input` of the script is an object of data by step name. */
  byStep?: boolean;
}

const languages: Readonly<Record<string, CodeLanguage>> = {
  typescript: "typescript",
  javascript: "javascript",
  json: "json",
  sql: "sql",
};
const lines = { least: 4, most: 20 };

/** A parameter that holds code, as high as its text. TypeScript is checked as a script of the step. */
export function CodeField(props: CodeFieldProps): ReactElement {
  const { code, language = "", label, description, error, isRequired = false, onChange, step, byStep = false } = props;
  const id = useId();
  const producers = useProducers(step);
  const isScript = language === "typescript";
  const world = useMemo(
    () => (isScript ? describeScriptWorld({ producers, byStep }) : undefined),
    [isScript, producers, byStep],
  );
  return (
    <Input.Wrapper
      id={id}
      label={label}
      labelElement="div"
      description={description}
      error={error}
      required={isRequired}
      size="xs"
    >
      <CodeEditor
        code={code}
        language={languages[language] ?? "plaintext"}
        label={label}
        onChange={onChange}
        world={world}
        lines={lines}
      />
    </Input.Wrapper>
  );
}
