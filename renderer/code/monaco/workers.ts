import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import JsonWorker from "monaco-editor/languages/features/json/json.worker?worker";
import TypeScriptWorker from "monaco-editor/languages/features/typescript/ts.worker?worker";

const workers: Readonly<Record<string, new () => Worker>> = { typescript: TypeScriptWorker, json: JsonWorker };

// The workers are files of our own, which the policy of the page allows.
self.MonacoEnvironment = { getWorker: (_id, label) => new (workers[label] ?? EditorWorker)() };
