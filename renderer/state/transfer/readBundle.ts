import { isJsonObject, ownValue, parseJson, setOwn } from "../../../core/base/json.ts";
import { nameFromFile } from "../../../core/model/applicationName.ts";
import type { ImportBundle } from "../ports/TransferPort.ts";

/** A file as it was chosen, dropped or pasted. */
export interface GivenFile {
  name: string;
  bytes: Uint8Array;
}

/** Why a file is none that can be taken in. */
export type FileRefusal = { file: string } & (
  | { reason: "secondArchive" | "unknown" }
  | { reason: "json"; line: number; column: number; message: string }
);

/** Sorts files into what they hold: archives, step classes, applications and configurations. */
export function readBundle(files: readonly GivenFile[]): { bundle: ImportBundle; refused: FileRefusal[] } {
  const bundle: ImportBundle = { applications: [], configurations: [], stepClasses: [] };
  const refused: FileRefusal[] = [];
  for (const file of files) {
    const refusal = isZip(file.bytes) ? takeArchive(bundle, file) : takeText(bundle, file);
    if (refusal !== undefined) refused.push(refusal);
  }
  return { bundle, refused };
}

/** By its first bytes, whatever the file is called. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function takeArchive(bundle: ImportBundle, { name, bytes }: GivenFile): FileRefusal | undefined {
  if (bundle.archive !== undefined) return { file: name, reason: "secondArchive" };
  bundle.archive = bytes;
  return undefined;
}

function takeText(bundle: ImportBundle, { name, bytes }: GivenFile): FileRefusal | undefined {
  const text = new TextDecoder().decode(bytes);
  if (/\.ts$/i.test(name)) {
    bundle.stepClasses.push({ main: name, files: { [name]: text } });
    return undefined;
  }
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const { position, message } = parsed;
    return { file: name, reason: "json", line: position.line, column: position.column, message };
  }
  const { value } = parsed;
  if (!isJsonObject(value)) return { file: name, reason: "unknown" };
  // The name of the file counts where the document has none.
  if (ownValue(value, "name") === undefined) setOwn(value, "name", nameFromFile(name));
  if (Array.isArray(ownValue(value, "steps"))) bundle.applications.push(value);
  else if (Array.isArray(ownValue(value, "configuration_data"))) bundle.configurations.push(value);
  else return { file: name, reason: "unknown" };
  return undefined;
}
