import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import JsonWorker from "monaco-editor/languages/features/json/json.worker?worker";
import TypeScriptWorker from "monaco-editor/languages/features/typescript/ts.worker?worker";

const workers: Readonly<Record<string, new () => Worker>> = { typescript: TypeScriptWorker, json: JsonWorker };
let begun: Worker | undefined;
let isBegun = false;

/** Begins the worker that checks types, once: it takes longer than all else, and need not wait for the code editor. */
export function beginTypeWorker(): void {
  if (isBegun) return;
  isBegun = true;
  begun = new TypeScriptWorker();
}

// The workers are files of our own, which the policy of the page allows.
self.MonacoEnvironment = {
  getWorker(_id, label) {
    const ready = label === "typescript" ? begun : undefined;
    if (ready === undefined) return new (workers[label] ?? EditorWorker)();
    begun = undefined;
    return ready;
  },
};
