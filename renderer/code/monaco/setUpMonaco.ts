import "./workers.ts";
import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/register.all";
import "monaco-editor/languages/definitions/graphql/register";
import "monaco-editor/languages/definitions/javascript/register";
import "monaco-editor/languages/definitions/sql/register";
import "monaco-editor/languages/definitions/typescript/register";
import * as json from "monaco-editor/languages/features/json/register";
import * as typescript from "monaco-editor/languages/features/typescript/register";
import { nodeGlobals } from "../types/declarePackages.ts";
import { watchTheme } from "./watchTheme.ts";

const { ModuleKind, ModuleResolutionKind, ScriptTarget, typescriptDefaults } = typescript;

/** `ModuleDetectionKind.Force`, which the editor does not export. */
const forcedModules = 3;

typescriptDefaults.setCompilerOptions({
  target: ScriptTarget.ESNext,
  module: ModuleKind.ESNext,
  moduleResolution: ModuleResolutionKind.NodeJs,
  // A script without imports is a module as well; step code is never emitted here.
  moduleDetection: forcedModules,
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  noImplicitOverride: true,
  allowNonTsExtensions: true,
  // By the names of their files: by another name it would be a module, and none of its names known anywhere.
  lib: ["esnext", "dom", "dom.iterable"].map((name) => `lib.${name}.d.ts`),
});
// Diagnostics are made in watchTypes.ts, which tells what rests on samples only.
typescriptDefaults.setDiagnosticsOptions({
  noSemanticValidation: true,
  noSyntaxValidation: true,
  noSuggestionDiagnostics: true,
});
typescriptDefaults.setEagerModelSync(true);
typescriptDefaults.addExtraLib(nodeGlobals, "file:///node.d.ts");
json.jsonDefaults.setDiagnosticsOptions({ validate: true, enableSchemaRequest: false, schemas: [] });
watchTheme(monaco.editor);

export { json, monaco, typescript };
