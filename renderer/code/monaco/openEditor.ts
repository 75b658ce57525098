import { createEchoes } from "../createEchoes.ts";
import type { TypeWorld } from "../types/describeWorld.ts";
import type { CodeMark } from "../types/judgeDiagnostics.ts";
import { addSchema } from "./addSchema.ts";
import type { Monaco } from "./loadMonaco.ts";
import { newCodeFolder, watchTypes } from "./watchTypes.ts";

/** A text in a code editor of the page. */
export interface OpenEditor {
  /** Shows another text; one that is there already changes nothing. */
  setCode(code: string): void;
  setWorld(world: TypeWorld | undefined): void;
  setSchema(schema: object | undefined): void;
  setMarks(marks: readonly { line: number; column: number; message: string }[]): void;
  focus(): void;
  goTo(place: { line: number; column: number }): void;
  dispose(): void;
}

/** How a text looks that is a field among others: as high as it is within these lines. */
export interface FieldLook {
  least: number;
  most: number;
  /** Shown while it is empty. */
  hint: string;
  /** Escape, while nothing of the editor's own is open. */
  onEscape: () => void;
}

/** What Escape closes in the editor itself. */
const openParts = [
  "suggestWidgetVisible",
  "parameterHintsVisible",
  "findWidgetVisible",
  "renameInputVisible",
  "markersNavigationVisible",
  "inSnippetMode",
  "editorHasMultipleSelections",
];

interface EditorParts {
  element: HTMLElement;
  code: string;
  language: string;
  label: string;
  /** The path of the text in a folder of its own. */
  path: string;
  isReadOnly: boolean;
  /** It is a field of a form. */
  field: FieldLook | undefined;
  /** The dialog around it gives it the focus. */
  isFirst: boolean;
  onChange: (code: string) => void;
  onSave: () => void;
  onFocus: (isFocused: boolean) => void;
}

const lineHeight = 18;
const padding = 8;

/** The height of so many lines, in pixels. */
export function heightOf(lines: number): number {
  return lines * lineHeight + 2 * padding;
}

/** Opens a text in an element. The editor keeps the keys of ours away from it but for those named here. */
export function openEditor(loaded: Monaco, parts: EditorParts): OpenEditor {
  const { monaco } = loaded;
  const { element, language, field } = parts;
  const folder = newCodeFolder();
  const model = monaco.editor.createModel(parts.code, language, monaco.Uri.parse(`${folder}${parts.path}`));
  const editor = monaco.editor.create(element, {
    model,
    ariaLabel: parts.label,
    readOnly: parts.isReadOnly,
    automaticLayout: true,
    fixedOverflowWidgets: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--sl-mono"),
    fontSize: 12,
    lineHeight,
    padding: { top: padding, bottom: padding },
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    tabSize: 2,
    lineNumbersMinChars: 3,
    stickyScroll: { enabled: false },
    "semanticHighlighting.enabled": false,
    scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    ...(field === undefined
      ? {}
      : { folding: false, overviewRulerLanes: 0, wordWrap: "on", lineNumbersMinChars: 2, placeholder: field.hint }),
  });
  const input = element.querySelector(".native-edit-context, textarea.inputarea");
  if (parts.isFirst) input?.setAttribute("data-autofocus", "true");
  // Actions and not commands, which would be those of the editor that was opened last. Mod+M lets Tab leave.
  if (field === undefined) {
    editor.addAction({
      id: "sluice.save",
      label: parts.label,
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS],
      run: parts.onSave,
    });
  } else {
    editor.addAction({
      id: "sluice.leave",
      label: parts.label,
      keybindings: [monaco.KeyCode.Escape],
      keybindingContext: openParts.map((part) => `!${part}`).join(" && "),
      run: field.onEscape,
    });
    // Escape closes no dialog around it.
    input?.setAttribute("data-mantine-stop-propagation", "true");
  }
  const fitHeight = (): void => {
    if (field === undefined) return;
    const wanted = Math.max(heightOf(field.least), editor.getContentHeight());
    element.style.height = `${Math.min(heightOf(field.most), wanted)}px`;
    editor.layout();
  };
  fitHeight();
  const echoes = createEchoes();
  let isOwnChange = false;
  const listeners = [
    model.onDidChangeContent(() => {
      if (isOwnChange) return;
      const text = model.getValue();
      echoes.tell(text);
      parts.onChange(text);
    }),
    editor.onDidContentSizeChange(fitHeight),
    editor.onDidFocusEditorWidget(() => parts.onFocus(true)),
    editor.onDidBlurEditorWidget(() => parts.onFocus(false)),
  ];
  let types: ReturnType<typeof watchTypes> | undefined;
  let schema: { dispose(): void } | undefined;
  const mark = (owner: string, marks: readonly CodeMark[]): void => {
    monaco.editor.setModelMarkers(
      model,
      owner,
      marks.map(({ from, to, message, severity }) => {
        const [start, end] = [model.getPositionAt(from), model.getPositionAt(to)];
        return {
          message,
          severity: monaco.MarkerSeverity[severity === "error" ? "Error" : "Warning"],
          startLineNumber: start.lineNumber,
          startColumn: start.column,
          endLineNumber: end.lineNumber,
          endColumn: end.column,
        };
      }),
    );
  };
  return {
    setCode(code) {
      if (echoes.hear(code) || model.getValue() === code) return;
      isOwnChange = true;
      model.setValue(code);
      isOwnChange = false;
    },
    setWorld(world) {
      if (world === undefined) {
        types?.dispose();
        types = undefined;
        mark("types", []);
        return;
      }
      types ??= watchTypes(loaded, { model, folder, onMarks: (marks) => mark("types", marks) });
      types.show(world);
    },
    setSchema(next) {
      schema?.dispose();
      schema = next === undefined ? undefined : addSchema(loaded, { model: model.uri.toString(), schema: next });
    },
    setMarks(places) {
      const marks = places.map(({ line, column, message }): CodeMark => {
        const lineNumber = Math.min(Math.max(1, line), model.getLineCount());
        const from = model.getOffsetAt({ lineNumber, column });
        const to = model.getOffsetAt({ lineNumber, column: model.getLineMaxColumn(lineNumber) });
        return { from: Math.min(from, to), to: Math.max(to, from + 1), message, severity: "error" };
      });
      mark("places", marks);
    },
    focus() {
      editor.focus();
    },
    goTo({ line, column }) {
      const position = { lineNumber: line, column };
      editor.setPosition(position);
      editor.revealPositionInCenter(position);
      editor.focus();
    },
    dispose() {
      types?.dispose();
      schema?.dispose();
      for (const listener of listeners) listener.dispose();
      editor.dispose();
      model.dispose();
    },
  };
}
