import type { ReactElement } from "react";
import { CodeEditor } from "./CodeEditor.tsx";

export interface JsonEditorProps {
  /** The JSON as text; it may be broken while somebody types. */
  text: string;
  label: string;
  /** A JSON schema that checks and completes it. */
  schema?: object | undefined;
  /** Absent = it can only be read. */
  onChange?: ((text: string) => void) | undefined;
  /** Mod+S. */
  onSave?: (() => void) | undefined;
  /** Whoever opens what is around it begins in it. */
  isFirst?: boolean | undefined;
}

/** JSON text with a schema. */
export function JsonEditor({ text, ...rest }: JsonEditorProps): ReactElement {
  return <CodeEditor {...rest} code={text} language="json" />;
}
