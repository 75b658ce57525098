import { formatJson, isJsonObject, type JsonObject, ownValue, parseJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { readText } from "../../model/readApplication.ts";
import type { ClassFiles } from "../ports/StepClasses.ts";
import type { Bundle } from "./Bundle.ts";

/** What an archive says of itself. */
const format = "sluice-archive";
/** 2 has the run history beside the documents. */
const versions = { documents: 1, history: 2 };
const head = "sluice.json";
const secretsFile = "secrets.json";
const documentName = /^(applications|configurations|schedules)\/([A-Za-z0-9][A-Za-z0-9_.-]{0,127})\.json$/;
const className = /^step_classes\/([^/]+)\/(.+)$/;

/** The files of an export archive by name. */
export function toBundleFiles(bundle: Bundle, { withRuns }: { withRuns: boolean }): Map<string, string> {
  const files = new Map<string, string>();
  const classes = bundle.stepClasses.map(({ main }, index) => ({ folder: folderOf(main, index), main }));
  files.set(
    head,
    formatJson({ format, version: withRuns ? versions.history : versions.documents, step_classes: classes }),
  );
  for (const kind of ["applications", "configurations", "schedules"] as const) {
    for (const { fileName, text } of bundle[kind]) files.set(`${kind}/${fileName}`, text);
  }
  bundle.stepClasses.forEach(({ main, files: texts }, index) => {
    for (const [path, text] of Object.entries(texts)) {
      files.set(`step_classes/${folderOf(main, index)}/${path}`, text);
    }
  });
  if (bundle.secrets.length > 0) {
    const secrets = bundle.secrets.map(({ name, cipher }) => ({ name, value: cipher }));
    files.set(secretsFile, formatJson({ secrets }));
  }
  return files;
}

/** Reads the files of an export archive. Throws `invalid_document` for a file that is no part of one, and for an archive of a newer version. */
export function fromBundleFiles(files: ReadonlyMap<string, string>): Bundle {
  const classes = readHead(files.get(head));
  const bundle: Bundle = { applications: [], configurations: [], stepClasses: [], schedules: [], secrets: [] };
  for (const [name, text] of files) {
    const [, kind, document] = documentName.exec(name) ?? [];
    const [, folder = "", path = ""] = className.exec(name) ?? [];
    if (kind === "applications" || kind === "configurations" || kind === "schedules") {
      bundle[kind].push({ fileName: `${document}.json`, text });
    } else if (classes.has(folder)) {
      addFile(classes.get(folder), path, text);
    } else if (name === secretsFile) {
      bundle.secrets = readSecrets(text);
    } else if (name !== head) {
      throw refusal(`holds ${JSON.stringify(name)}, which is no part of an export`);
    }
  }
  bundle.stepClasses = [...classes.values()];
  return bundle;
}

/** The classes it announces, still without files, by folder. */
function readHead(text: string | undefined): Map<string, ClassFiles> {
  const content = text === undefined ? undefined : readObject(head, text);
  if (content === undefined || ownValue(content, "format") !== format) throw refusal(`is no export: it has no ${head}`);
  const found = ownValue(content, "version");
  if (typeof found !== "number" || found > versions.history)
    throw refusal("was written by a newer version. Update the program");
  return new Map(
    listObjects(content, "step_classes").map((entry) => {
      const [folder, main] = [readText(entry, "folder"), readText(entry, "main")];
      if (folder === undefined || main === undefined) throw refusal(`has a step class without a file in ${head}`);
      return [folder, { main, files: {} }];
    }),
  );
}

function addFile(stepClass: ClassFiles | undefined, path: string, text: string): void {
  if (stepClass !== undefined) Object.defineProperty(stepClass.files, path, { value: text, enumerable: true });
}

function readSecrets(text: string): Bundle["secrets"] {
  return listObjects(readObject(secretsFile, text), "secrets").map((entry) => {
    const [name, cipher] = [readText(entry, "name"), readText(entry, "value")];
    if (name === undefined || cipher === undefined)
      throw refusal(`has a secret without name or value in ${secretsFile}`);
    return { name, cipher };
  });
}

function readObject(name: string, text: string): JsonObject {
  const parsed = parseJson(text);
  if (parsed.ok && isJsonObject(parsed.value)) return parsed.value;
  throw refusal(`holds ${name}, which is no JSON object`);
}

function listObjects(object: JsonObject, key: string): JsonObject[] {
  const list = ownValue(object, key);
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** Two classes of one file name cannot be; the number keeps names apart that differ in case alone. */
function folderOf(main: string, index: number): string {
  return `${index + 1}-${main.replace(/^.*\//, "").replace(/\.[^.]*$/, "")}`;
}

function refusal(what: string): SluiceError {
  return new SluiceError("invalid_document", `The archive ${what}.`);
}
