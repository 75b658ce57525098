import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { withFileSource } from "../../api/fileSource.ts";
import { errorCatalogue } from "../../base/errorCatalogue.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import { fromJsonNames } from "../../client/fromJsonNames.ts";
import type { Operations } from "../../client/Operations.ts";
import type { ArchiveSource } from "../../service/transfer/ArchiveSource.ts";
import type { Bundle } from "../../service/transfer/Bundle.ts";
import { isHistory } from "../../service/transfer/HistoryImporter.ts";
import type { ImportItem } from "../../service/transfer/ImportItem.ts";
import { readArchive } from "../../service/transfer/readArchive.ts";
import { isConfiguration, isForeign } from "../documentKind.ts";
import type { CommonOptions } from "../options.ts";
import { plural, safeLines } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { countProblems, formatProblems } from "../output/printError.ts";
import { readText } from "../readInput.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";
import { readClasses } from "./readClasses.ts";

export interface ImportOptions extends ClientWish {
  overwrite?: boolean;
  dryRun?: boolean;
  choose?: string[];
}

export function isArchive(file: string): boolean {
  return /\.zip$/i.test(file);
}

/** Takes in archives and other files as one bundle, or says what that would do. `named`: absolute paths of files that were given by name. */
export async function importBundle(
  files: readonly string[],
  options: ImportOptions & { named: ReadonlySet<string> },
): Promise<number> {
  const output = createOutput(options);
  const { named } = options;
  const choices = (options.choose ?? []).map(parseChoice);
  const isDryRun = options.dryRun === true;
  const { bundle, withRuns } = await readBundle(files, { options, named });
  const isEmpty = Object.values(bundle).every((list) => list.length === 0);
  if (isEmpty && withRuns.length === 0) return 0;
  const dry_run = isDryRun ? "true" : "false";
  const sendRuns = async (client: ApiClient, file: string, how: "true" | "false") => {
    const archive = Readable.toWeb(createReadStream(file)) as unknown as RequestInit["body"];
    return (await client.send("importArchive", { query: { dry_run: how, part: "history" }, archive })).json();
  };
  const take = async (client: ApiClient): Promise<number> => {
    // What is wrong with the runs is said before anything comes in.
    if (!isDryRun) for (const file of withRuns) await sendRuns(client, file, "true");
    const overwrite = options.overwrite === true ? "true" : "false";
    const { items: found } = isEmpty
      ? { items: [] }
      : await client.call("import", { query: { dry_run, overwrite }, body: { ...toBody(bundle), choices } });
    const items = found.map((item) => fromJsonNames<ImportItem>(item as never));
    for (const item of items) {
      if (output.isJson) output.json(item);
      else printItem(item, { output, isDryRun });
    }
    for (const file of withRuns) {
      const { history } = (await sendRuns(client, file, dry_run)) as Operations["importArchive"]["answer"];
      if (history !== undefined) printHistory(history, { output, isDryRun });
    }
    return exitOf(items);
  };
  return options.dryRun === true ? withReadingClient(options, take) : withClient(options, take);
}

function toBody(bundle: Bundle): Pick<Operations["import"]["body"], "documents" | "step_classes" | "secrets"> {
  const { applications, configurations, stepClasses, schedules, secrets } = bundle;
  const toDocument = (
    kind: "application" | "configuration" | "schedule",
    { fileName, text }: Bundle["applications"][number],
  ) => ({
    kind,
    file_name: fileName,
    text,
  });
  return {
    documents: [
      ...configurations.map((one) => toDocument("configuration", one)),
      ...applications.map((one) => toDocument("application", one)),
      ...schedules.map((one) => toDocument("schedule", one)),
    ],
    step_classes: stepClasses.map(({ main, files }) => ({ main, files: { ...files } })),
    secrets,
  };
}

async function readBundle(
  files: readonly string[],
  { options, named }: { options: CommonOptions; named: ReadonlySet<string> },
): Promise<{ bundle: Bundle; withRuns: string[] }> {
  const withRuns: string[] = [];
  const bundle: Bundle = { applications: [], configurations: [], stepClasses: [], schedules: [], secrets: [] };
  const isClass = (file: string) => !isArchive(file) && !/\.json$/i.test(file);
  const classes = await readClasses(files.filter(isClass), options);
  for (const file of files) {
    if (isArchive(file)) {
      const { bundle: found, archive } = await readFile(file, readArchive);
      if (archive.entries.some(isHistory)) withRuns.push(file);
      const { applications, configurations, stepClasses, schedules, secrets } = found;
      bundle.applications.push(...applications);
      bundle.configurations.push(...configurations);
      bundle.stepClasses.push(...stepClasses);
      bundle.schedules.push(...schedules);
      bundle.secrets.push(...secrets);
    } else if (isClass(file)) {
      const found = classes.get(file);
      if (found instanceof SluiceError) throw found;
      if (found !== undefined) bundle.stepClasses.push(found);
    } else if (named.has(resolve(file)) || !isForeign(file)) {
      bundle[isConfiguration(file) ? "configurations" : "applications"].push({ fileName: file, text: readText(file) });
    }
  }
  return { bundle, withRuns };
}

async function readFile<T>(file: string, use: (source: ArchiveSource) => Promise<T>): Promise<T> {
  try {
    return await withFileSource(file, use);
  } catch (cause) {
    if (cause instanceof SluiceError) throw cause;
    throw new SluiceError("wrong_use", `${file} cannot be read.`, { details: { path: file }, cause });
  }
}

type ChoiceBody = NonNullable<Operations["import"]["body"]["choices"]>[number];

/** `application:weather=rename:weather2` */
function parseChoice(text: string): ChoiceBody {
  const [, kind, name = "", action, newName] =
    /^(step_class|configuration|secret|application):([^=]+)=(overwrite|skip|rename)(?::(.+))?$/.exec(text) ?? [];
  if (kind === undefined || action === undefined) {
    throw new SluiceError(
      "wrong_use",
      `--choose takes KIND:NAME=CHOICE, not "${text}". Kinds: application, configuration, step_class, secret. Choices: overwrite, skip, rename:NEWNAME.`,
    );
  }
  return { kind, name, action, ...(newName === undefined ? {} : { new_name: newName }) } as ChoiceBody;
}

/** Not all came in, or not all of it can run: like a file that cannot be imported, or an application with errors. */
function exitOf(items: readonly ImportItem[]): number {
  if (items.some(({ action }) => action === "refused")) return errorCatalogue.invalid_document.exit;
  if (items.some(({ action }) => action === "conflict")) return errorCatalogue.already_exists.exit;
  return items.some(({ draft }) => draft === true) ? errorCatalogue.invalid_document.exit : 0;
}

const signs = {
  create: ["green", "✔", "created", "would be created"],
  overwrite: ["green", "✔", "overwritten", "would be overwritten"],
  rename: ["green", "✔", "created", "would be created"],
  unchanged: ["dim", "·", "unchanged", "unchanged"],
  skip: ["dim", "·", "skipped", "would be skipped"],
  conflict: ["red", "✖", "left out", "would be left out"],
  refused: ["red", "✖", "refused", "would be refused"],
  missing: ["yellow", "▲", "missing", "missing"],
} as const satisfies Record<ImportItem["action"], readonly string[]>;

type History = NonNullable<Operations["importArchive"]["answer"]["history"]>;

function printHistory(history: History, { output, isDryRun }: { output: Output; isDryRun: boolean }): void {
  if (output.isJson) {
    output.json({ kind: "history", ...history });
    return;
  }
  const { runs, known_runs, locked_runs, reports, known_reports } = history;
  const { style } = output;
  const came = isDryRun ? "would come in" : "came in";
  const known =
    known_runs + known_reports === 0
      ? ""
      : `; ${plural(known_runs, "run")} and ${plural(known_reports, "report")} are here already`;
  output.line(`${style("green", "✔")} ${plural(runs, "run")} and ${plural(reports, "report")} ${came}${known}.`);
  if (locked_runs === 0) return;
  output.line(
    `  ${style("yellow", "▲")} ${plural(locked_runs, "run")} ${locked_runs === 1 ? "was" : "were"} encrypted with another key: saved data and run-time parameters stay behind.`,
  );
}

function printItem(item: ImportItem, { output, isDryRun }: { output: Output; isDryRun: boolean }): void {
  const { kind, name, action, renamedFrom, message, neededBy, draft, unset = [], problems = [] } = item;
  const { style } = output;
  const [color, sign, did, would] = signs[action];
  const from = renamedFrom === undefined ? "" : ` from ${safeLines(renamedFrom)}`;
  const what = draft === true ? "kept as a draft, it cannot run yet" : isDryRun ? would : did;
  const count = problems.length === 0 ? "" : ` (${countProblems(problems)})`;
  const needs = neededBy === undefined || neededBy.length === 0 ? "" : ` Needed by ${neededBy.join(", ")}.`;
  const reason = message === undefined ? "" : `. ${safeLines(message)}`;
  output.line(
    `${style(color, sign)} ${kind.replace("_", " ")} ${style("bold", safeLines(name))}${from}: ${what}${count}${reason}${needs}`,
  );
  for (const line of formatProblems(problems, { style })) output.line(line);
  for (const variable of unset) {
    output.line(
      `  ${style("yellow", "▲")} "${safeLines(variable)}" was encrypted with another key and ${isDryRun ? "would have" : "has"} no value. Set it: sluice config set ${name} "${safeLines(variable)}" --secret`,
    );
  }
}
