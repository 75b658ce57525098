import type { editor as Editor, IDisposable } from "monaco-editor/editor";
import { declarePackages } from "../types/declarePackages.ts";
import { frameOf, type TypeWorld } from "../types/describeWorld.ts";
import { type CodeMark, judgeDiagnostics, withoutImpliedAny } from "../types/judgeDiagnostics.ts";
import { listSdkFiles } from "../types/listSdkFiles.ts";
import type { Monaco } from "./loadMonaco.ts";

const checkDelay = 300;
/** ms until the next try where the worker was not there. */
const retryDelay = 50;
const mostFailures = 120;
let folders = 0;

/** A folder of its own for one text, beside which the SDK and all that is known of its surroundings lie. */
export function newCodeFolder(): string {
  folders += 1;
  return `file:///code-${folders}/`;
}

/**
 * Checks a TypeScript model soon after each change and marks what it finds. The text lies twice in the worker's file
 * system: with the samples, and below `plain/` without them, where a package of the same name lies nearer.
 */
export function watchTypes(
  { monaco, typescript }: Monaco,
  { model, folder, onMarks }: { model: Editor.ITextModel; folder: string; onMarks: (marks: CodeMark[]) => void },
): { show(world: TypeWorld): void; dispose(): void } {
  const { typescriptDefaults } = typescript;
  const plainFolder = `${folder}plain/`;
  const hidden = (path: string): Editor.ITextModel =>
    monaco.editor.createModel("", "typescript", monaco.Uri.parse(path));
  /** What is checked in the place of a script that has to stand in a function. */
  const framed = hidden(`${folder}framed.ts`);
  const plain = hidden(model.uri.toString().replace(folder, plainFolder));
  const kept = new Map<string, { text: string; lib: IDisposable }>();
  let shown: TypeWorld | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;
  let failures = 0;

  const keep = (path: string, text: string): void => {
    const before = kept.get(path);
    if (before?.text === text) return;
    kept.set(path, { text, lib: typescriptDefaults.addExtraLib(text, path) });
  };
  const check = async (): Promise<void> => {
    round += 1;
    const mine = round;
    keep(`${folder}packages.d.ts`, declarePackages(model.getValue()));
    const read = async ({ uri }: Editor.ITextModel) => {
      const worker = await (await typescript.getTypeScriptWorker())(uri);
      const [syntax, types] = await Promise.all([
        worker.getSyntacticDiagnostics(uri.toString()),
        worker.getSemanticDiagnostics(uri.toString()),
      ]);
      return { syntax, types };
    };
    if (shown === undefined) return;
    const code = model.getValue();
    const { before, after } = frameOf(code, shown);
    if (before !== "") framed.setValue(`${before}${code}${after}`);
    const { syntax, types: found } = await read(before === "" ? model : framed);
    const types = shown.globals === undefined ? found : withoutImpliedAny(found);
    let certain = types;
    if (types.length > 0 && shown.samples !== "") {
      // At the end, so that all places stay where they are.
      plain.setValue(`${before}${code}${after}\n${shown.globals?.certain ?? ""}`);
      certain = (await read(plain)).types;
    }
    failures = 0;
    if (mine !== round || model.isDisposed()) return;
    const marks = [...judgeDiagnostics(syntax, syntax), ...judgeDiagnostics(types, certain)];
    onMarks(marks.map((mark) => ({ ...mark, from: mark.from - before.length, to: mark.to - before.length })));
  };
  // At first the language is not registered yet; a worker may be ended meanwhile.
  const retry = (error: unknown): void => {
    failures += 1;
    if (model.isDisposed()) return;
    if (failures < mostFailures) checkSoon(retryDelay);
    else reportError(error);
  };
  const checkSoon = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void check().catch(retry), delay);
  };
  const changes = model.onDidChangeContent(() => checkSoon(checkDelay));
  return {
    show(world) {
      if (shown === world) return;
      shown = world;
      for (const place of [folder, plainFolder]) {
        for (const [path, text] of Object.entries(listSdkFiles(place))) keep(path, text);
        keep(`${place}declared.d.ts`, world.declarations);
        for (const [path, text] of Object.entries(world.files)) keep(`${place}${path}`, text);
      }
      keep(`${folder}samples.d.ts`, world.samples);
      keep(`${folder}globals.d.ts`, world.globals?.known ?? "");
      checkSoon(0);
    },
    dispose() {
      round += 1;
      clearTimeout(timer);
      changes.dispose();
      framed.dispose();
      plain.dispose();
      for (const { lib } of kept.values()) lib.dispose();
    },
  };
}
