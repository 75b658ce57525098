import { SluiceError } from "../../base/SluiceError.ts";
import { isApplicationName } from "../../model/applicationName.ts";
import type { ImportKind } from "./ImportItem.ts";

/** What to do with one item of a bundle, by the name it has there. */
export interface ImportChoice {
  kind: ImportKind;
  name: string;
  action: "overwrite" | "skip" | "rename";
  /** The new name of `rename`. */
  newName?: string | undefined;
}

/** How far an import is: each item is looked at before the first comes in. */
export interface ImportProgress {
  phase: "checking" | "taking";
  done: number;
  total: number;
}

/** Called after each item, and waited for; when it rejects the import ends, and what came in stays. */
export type OnImportProgress = (progress: ImportProgress) => Promise<void>;

/** How to take in a bundle. */
export interface ImportOptions {
  /** What happens to items of a taken name that nobody chose for. */
  overwrite: boolean;
  choices?: readonly ImportChoice[];
  /** Who takes it in; default: this computer's user. */
  author?: string | undefined;
  /** Applications become drafts of the author, in whose window they can be undone; default: they are published. */
  asDraft?: { client: string } | undefined;
  onProgress?: OnImportProgress | undefined;
}

/** Kinds that can come in under another name. A class is named in documents, and a secret is sealed to its name. */
const renamable: readonly ImportKind[] = ["application", "configuration"];

/** The choice for an item by kind and name. */
export type ChoiceLookup = (kind: ImportKind, name: string) => ImportChoice | undefined;

/** Throws `wrong_use` for a rename that cannot be, and for two choices for one item. */
export function createChoiceLookup(choices: readonly ImportChoice[] = []): ChoiceLookup {
  const known = new Map<string, ImportChoice>();
  for (const choice of choices) {
    const key = `${choice.kind} ${choice.name}`;
    if (known.has(key)) throw new SluiceError("wrong_use", `There are two choices for the ${label(choice)}.`);
    if (choice.action === "rename") assertRename(choice);
    known.set(key, choice);
  }
  return (kind, name) => known.get(`${kind} ${name}`);
}

function assertRename(choice: ImportChoice): void {
  if (!renamable.includes(choice.kind)) {
    throw new SluiceError("wrong_use", `The ${label(choice)} cannot come in under another name.`);
  }
  if (choice.newName !== undefined && isApplicationName(choice.newName)) return;
  throw new SluiceError(
    "wrong_use",
    `The ${label(choice)} needs a new name: letters, digits, "_", "." and "-", at most 128, the first a letter or digit.`,
  );
}

/** `step class "Shout"` */
function label({ kind, name }: { kind: ImportKind; name: string }): string {
  return `${kind.replace("_", " ")} ${JSON.stringify(name)}`;
}
