import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { errorCatalogue } from "../../base/errorCatalogue.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import type { Operations } from "../../client/Operations.ts";
import type { Problem } from "../../model/Problem.ts";
import { problemsOf } from "../../service/failures.ts";
import { isConfiguration, isForeign } from "../documentKind.ts";
import { type LocatedProblem, locateProblems } from "../locateProblems.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { countProblems, formatProblems, placeOf } from "../output/printError.ts";
import { readText } from "../readInput.ts";
import { withClient } from "../withClient.ts";
import { type ImportOptions, importBundle, isArchive } from "./importBundle.ts";
import { type ClassTexts, readClasses } from "./readClasses.ts";

interface Imported {
  file: string;
  kind: "application" | "configuration" | "step class";
  name: string;
  result: "published" | "draft" | "added" | "replaced" | "unchanged";
  problems: LocatedProblem[];
  unset: string[];
}

type Outcome = Imported | { file: string; failure: SluiceError };

/** `sluice import FILE|DIR...`: step classes first, so that the applications after them find their classes. Archives, and what is to be chosen or tried first, as one bundle. */
export async function importCommand(paths: string[], options: ImportOptions): Promise<number> {
  const output = createOutput(options);
  const given = new Set(paths.map((path) => resolve(path)));
  const files = paths.flatMap((path) => listFiles(path)).sort((a, b) => rank(a) - rank(b));
  if (files.length === 0) throw new SluiceError("not_found", `There is no .json or .ts file in ${paths.join(", ")}.`);
  if (options.dryRun === true || options.choose !== undefined || files.some(isArchive)) {
    return importBundle(files, { ...options, named: given });
  }
  return withClient(options, async (client) => {
    const outcomes: Outcome[] = [];
    const how = { client, overwrite: options.overwrite === true, isLocal: options.url === undefined };
    const classes = await readClasses(
      files.filter((file) => rank(file) === 0),
      options,
    );
    for (const file of files) {
      const outcome = await importFile(file, { ...how, classes, isNamed: given.has(resolve(file)) });
      if (outcome === undefined) continue;
      outcomes.push(outcome);
      printOutcome(outcome, output);
    }
    const failed = outcomes.find((outcome) => "failure" in outcome);
    if (failed !== undefined && "failure" in failed) return errorCatalogue[failed.failure.code].exit;
    const hasDraft = outcomes.some((outcome) => "result" in outcome && outcome.result === "draft");
    return hasDraft ? errorCatalogue.invalid_document.exit : 0;
  });
}

function listFiles(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined)
    throw new SluiceError("not_found", `There is no file or folder ${path}.`, { details: { path } });
  if (!stats.isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && entry.name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return listFiles(join(path, entry.name));
      return /\.json$|(?<!\.d|\.test)\.m?ts$/i.test(entry.name) ? [join(path, entry.name)] : [];
    });
}

/** Step classes, then configurations, then applications, which may name both. */
function rank(file: string): number {
  if (!/\.json$/i.test(file)) return 0;
  return isConfiguration(file) ? 1 : 2;
}

interface How {
  client: ApiClient;
  overwrite: boolean;
  /** The host sees the same files. */
  isLocal: boolean;
  classes: ReadonlyMap<string, ClassTexts>;
  isNamed: boolean;
}

/** Undefined: a file of a folder that is nothing of ours, such as a helper module or a package.json. */
async function importFile(file: string, how: How): Promise<Outcome | undefined> {
  try {
    const isClass = rank(file) === 0;
    if (!isClass && !isConfiguration(file) && !how.isNamed && isForeign(file)) return undefined;
    const body = isClass ? toClassBody(file, how) : toDocumentBody(file);
    if (body === undefined) return undefined;
    const query = { overwrite: how.overwrite ? "true" : "false" };
    const { kind, name, result, unset, problems } = await how.client.call("importFile", { query, body });
    const found = problems as Problem[];
    const located = kind === "application" && "text" in body ? locateProblems(found, { file, text: body.text }) : found;
    return { file, kind: kind === "step_class" ? "step class" : kind, name, result, problems: located, unset };
  } catch (error) {
    if (!(error instanceof SluiceError) || error.kind !== "user") throw error;
    return { file, failure: error };
  }
}

type FileBody = Operations["importFile"]["body"];

function toDocumentBody(file: string): FileBody {
  const kind = isConfiguration(file) ? "configuration" : "application";
  return { kind, file_name: file, text: readText(file) };
}

function toClassBody(file: string, { classes, isLocal, isNamed }: How): FileBody | undefined {
  const found = classes.get(file);
  if (found instanceof SluiceError) throw found;
  if (found !== undefined) {
    const origin = isLocal ? { origin_folder: dirname(resolve(file)) } : {};
    return { kind: "step_class", main: found.main, files: { ...found.files }, ...origin };
  }
  if (!isNamed) return undefined;
  throw new SluiceError("step_class_invalid", `${file} holds no step class: it has no default export.`);
}

function printOutcome(outcome: Outcome, output: Output): void {
  if ("failure" in outcome) {
    printFailure(outcome, output);
    return;
  }
  if (output.isJson) {
    output.json(outcome);
    return;
  }
  const { style } = output;
  const { kind, name, result, problems, unset } = outcome;
  const isDraft = result === "draft";
  const sign = isDraft ? style("yellow", "▲") : style("green", "✔");
  const count = problems.length === 0 ? "" : ` (${countProblems(problems)})`;
  output.line(
    `${sign} ${kind} ${style("bold", name)}: ${isDraft ? "kept as a draft, it cannot run yet" : result}${count}`,
  );
  for (const line of formatProblems(problems, { style })) output.line(line);
  for (const variable of unset) {
    output.line(
      `  ${style("yellow", "▲")} "${variable}" was encrypted with another key and has no value now. Set it: sluice config set ${name} "${variable}" --secret`,
    );
  }
}

function printFailure({ file, failure }: { file: string; failure: SluiceError }, output: Output): void {
  const problems = problemsOf(failure);
  if (output.isJson) {
    output.json({ file, error: { code: failure.code, message: failure.message, problems } });
    return;
  }
  output.line(`${output.style("red", "✖")} ${file}: ${failure.message}`);
  for (const line of formatProblems(problems, { style: output.style, place: placeOf(failure) })) output.line(line);
}
