import { formatJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApplicationService } from "../applications/ApplicationService.ts";
import type { ConfigurationService } from "../configurations/ConfigurationService.ts";
import type { ClassFiles } from "../ports/StepClasses.ts";
import type { Vault } from "../ports/Vault.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import { loadManifests } from "../uses/loadManifests.ts";
import type { Bundle, BundleDocument } from "./Bundle.ts";
import type { ChoiceLookup, ImportChoice } from "./ImportChoice.ts";
import type { ImportKind } from "./ImportItem.ts";
import { type NewNames, renameApplication, renameConfiguration, renameTunnel } from "./renameDocuments.ts";

export interface RenamableDocument extends BundleDocument {
  renamedFrom?: string;
}

interface Parts {
  vault: Vault;
  applications: ApplicationService;
  configurations: ConfigurationService;
  stepClasses: StepClassService;
}

/** The documents of a bundle under the names chosen for them, and naming each other by these. */
export async function renameBundle(
  bundle: Bundle,
  { choices, lookup, ...parts }: Parts & { choices: readonly ImportChoice[]; lookup: ChoiceLookup },
): Promise<{ applications: RenamableDocument[]; configurations: RenamableDocument[]; names: NewNames }> {
  const { applications, configurations } = bundle;
  const newName = (kind: ImportKind, name: string): string => {
    const choice = lookup(kind, name);
    return choice?.action === "rename" ? (choice.newName ?? name) : name;
  };
  const names: NewNames = {
    application: (name) => newName("application", name),
    configuration: (name) => newName("configuration", name),
  };
  if (!choices.some(({ action }) => action === "rename")) return { applications, configurations, names };
  const documents = applications.flatMap((given) => {
    const parsed = tryTo(() => parts.applications.parse(given.text, given.fileName));
    return parsed === undefined ? [] : [parsed.document];
  });
  const manifests = await loadManifests(documents, parts.stepClasses);
  return {
    names,
    applications: applications.map((given) => {
      const parsed = tryTo(() => parts.applications.parse(given.text, given.fileName));
      if (parsed === undefined) return given;
      const document = renameApplication(parsed.document, { name: parsed.name, names, manifests });
      return toRenamed(given, { text: formatJson(document), from: parsed.name, to: names.application(parsed.name) });
    }),
    configurations: configurations.map((given) => {
      const parsed = tryTo(() => parts.configurations.read(given.text, given.fileName));
      if (parsed === undefined) return given;
      const [from, to] = [parsed.name, names.configuration(parsed.name)];
      const document = renameTunnel(parsed.document, names);
      if (from === to) return document === parsed.document ? given : { ...given, text: formatJson(document) };
      return toRenamed(given, {
        text: formatJson(renameConfiguration(document, { from, to, vault: parts.vault })),
        from,
        to,
      });
    }),
  };
}

/** The name that documents use for a class: that of its file. */
export function readClassName({ main }: ClassFiles): string {
  return main.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
}

function toRenamed(
  given: BundleDocument,
  { text, from, to }: { text: string; from: string; to: string },
): RenamableDocument {
  return from === to ? { ...given, text } : { fileName: `${to}.json`, text, renamedFrom: from };
}

/** Undefined for what cannot be read: the plan says why. */
function tryTo<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SluiceError) || error.kind !== "user") throw error;
    return undefined;
  }
}
