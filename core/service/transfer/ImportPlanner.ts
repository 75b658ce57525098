import { isSafePath } from "../../base/isSafePath.ts";
import { isJsonEqual, type JsonObject, ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { isApplicationName } from "../../model/applicationName.ts";
import type { ApplicationService } from "../applications/ApplicationService.ts";
import { withStepIds } from "../applications/withStepIds.ts";
import type { ConfigurationService } from "../configurations/ConfigurationService.ts";
import { problemsOf } from "../failures.ts";
import type { ClassFiles } from "../ports/StepClasses.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";
import type { NewSchedule, ScheduleService } from "../schedules/ScheduleService.ts";
import { secretContext } from "../secrets/referenceContext.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import type { Bundle, BundleDocument } from "./Bundle.ts";
import type { ChoiceLookup, ImportOptions } from "./ImportChoice.ts";
import type { ImportItem, ImportKind } from "./ImportItem.ts";
import { decide, type Planned, refuse, type Standing, type Subject } from "./Planned.ts";
import { readClassFiles } from "./readClassFiles.ts";
import { type RenamableDocument, readClassName } from "./renameBundle.ts";
import type { NewNames } from "./renameDocuments.ts";
import { parseScheduleDocument } from "./scheduleDocument.ts";

export interface PlannerParts {
  ports: Pick<ServicePorts, "stepClasses" | "secrets" | "vault">;
  applications: ApplicationService;
  configurations: ConfigurationService;
  stepClasses: StepClassService;
  schedules: ScheduleService;
}

/** Decides for each item of a bundle what happens to it, and how. Runs no code of it, and changes nothing by itself. */
export class ImportPlanner {
  private readonly parts: PlannerParts;
  private readonly options: ImportOptions;
  private readonly choices: ChoiceLookup;
  private readonly seen = new Set<string>();

  constructor(parts: PlannerParts, options: ImportOptions & { lookup: ChoiceLookup }) {
    this.parts = parts;
    this.options = options;
    this.choices = options.lookup;
  }

  /** In the order they are to be written: what an application needs comes before it. */
  async plan(bundle: Omit<Bundle, "applications" | "configurations"> & RenamedDocuments): Promise<Planned[]> {
    const plans: (() => Planned | Promise<Planned>)[] = [
      ...bundle.secrets.map((secret) => () => this.planSecret(secret)),
      ...bundle.stepClasses.map((given) => () => this.planClass(given)),
      ...bundle.configurations.map((given) => planned("configuration", given, () => this.planConfiguration(given))),
      ...bundle.applications.map((given) => planned("application", given, () => this.planApplication(given))),
      ...bundle.schedules.map((given) => planned("schedule", given, () => this.planSchedule(given, bundle.names))),
    ];
    const done: Planned[] = [];
    for (const plan of plans) {
      done.push(await plan());
      await this.options.onProgress?.({ phase: "checking", done: done.length, total: plans.length });
    }
    return done;
  }

  private planSecret({ name, cipher }: Bundle["secrets"][number]): Planned {
    const { secrets, vault } = this.parts.ports;
    const item: Subject = { kind: "secret", name };
    if (!isApplicationName(name)) return refuse(item, "That cannot be the name of a secret.");
    if (this.comesTwice(item)) return refuse(item, twice);
    const present = secrets.find(name);
    if (vault.inspect(cipher, secretContext(name)) !== "ours") {
      if (present !== undefined)
        return { item: { ...item, action: "skip", message: `${foreign} The present one stays.` } };
      return { item: { ...item, action: "missing", message: `${foreign} Set it.`, neededBy: [] } };
    }
    const open = (text: string): string => vault.decrypt(text, secretContext(name));
    const isOpen = present !== undefined && vault.inspect(present, secretContext(name)) === "ours";
    const isSame = isOpen && open(present) === open(cipher);
    return decide(item, this.standing(item, { exists: present !== undefined, isSame }), async () => {
      await secrets.save(name, cipher);
      return {};
    });
  }

  private async planClass(given: ClassFiles): Promise<Planned> {
    const { ports, stepClasses } = this.parts;
    const file = readClassName(given);
    const item: Subject = { kind: "step_class", name: file };
    const unsafe = [given.main, ...Object.keys(given.files)].find((path) => !isSafePath(path));
    if (unsafe !== undefined) return refuse(item, `Its file ${JSON.stringify(unsafe)} would lie outside its folder.`);
    if (!Object.hasOwn(given.files, given.main)) return refuse(item, `Its file ${given.main} is missing.`);
    if (this.comesTwice(item)) return refuse(item, twice);
    if (stepClasses.isTaken(file)) return refuse(item, "A SyncPack or a folder has a step class of this name.");
    const present = ports.stepClasses.find(file);
    const isSame = present !== undefined && isJsonEqual({ ...readClassFiles(present).files }, { ...given.files });
    const decision = decide(item, this.standing(item, { exists: present !== undefined, isSame }), async () => {
      await stepClasses.importFiles(given, { overwrite: true });
      return {};
    });
    if (decision.write === undefined) return decision;
    try {
      await stepClasses.compileFiles(given);
      return decision;
    } catch (error) {
      return { item: { ...item, action: "refused", ...describeFailure(error) } };
    }
  }

  private planConfiguration({ text, fileName, renamedFrom }: RenamableDocument): Planned {
    const { configurations } = this.parts;
    const { name, document, unset, problems } = configurations.parse(text, fileName);
    const item: Subject = {
      kind: "configuration",
      name,
      ...(unset.length === 0 ? {} : { unset }),
      ...(renamedFrom === undefined ? {} : { renamedFrom }),
      problems,
    };
    if (!isApplicationName(name)) return refuse(item, "That cannot be the name of a configuration.");
    if (this.comesTwice(item)) return refuse(item, twice);
    const present = configurations.find(name);
    const isSame = isJsonEqual(present, document);
    const write = async () => {
      await configurations.import(text, { fileName, overwrite: true });
      return {};
    };
    return { ...decide(item, this.standing(item, { exists: present !== undefined, isSame }), write), document };
  }

  private planApplication({ text, fileName, renamedFrom }: RenamableDocument): Planned {
    const { applications } = this.parts;
    const { name, document } = applications.parse(text, fileName);
    const written = ownValue(document, "name");
    const corrected = typeof written === "string" && written !== name ? written : undefined;
    const original = renamedFrom ?? corrected;
    const item: Subject = { kind: "application", name, ...(original === undefined ? {} : { renamedFrom: original }) };
    if (this.comesTwice(item)) return refuse(item, twice);
    const { author = localUser, asDraft } = this.options;
    const present = asDraft === undefined ? applications.find(name) : applications.findFor(name, author);
    const forms = present === undefined ? [] : [present.document, withStepIds(present.document, present.stepIds)];
    const isSame = forms.some((form) => isJsonEqual(form, document));
    const write = async () => {
      if (asDraft !== undefined) {
        const editor = { user: author, client: asDraft.client };
        return { problems: (await applications.importDraft(text, { fileName, editor })).problems, draft: true };
      }
      const { result, problems } = await applications.import(text, { fileName, overwrite: true, author });
      return { problems, ...(result === "draft" ? { draft: true } : {}) };
    };
    return { ...decide(item, this.standing(item, { exists: present !== undefined, isSame }), write), document };
  }

  private planSchedule({ text, fileName }: BundleDocument, names: NewNames): Planned {
    const { schedules, ports } = this.parts;
    const { name, schedule } = parseScheduleDocument(text, { fileName, names, vault: ports.vault });
    const item: Subject = { kind: "schedule", name };
    if (this.comesTwice(item)) return refuse(item, twice);
    if (schedule.params === undefined) {
      return refuse(item, "Its parameters were encrypted with another key. Add the schedule again.");
    }
    const present = schedules.list().find((other) => other.name === name);
    const isSame = present !== undefined && isJsonEqual(toComparable(present), toComparable(schedule));
    const decision = decide(item, this.standing(item, { exists: present !== undefined, isSame }), async () => {
      await schedules.put(name, schedule);
      return {};
    });
    return { ...decision, schedule };
  }

  private standing(item: Subject, found: { exists: boolean; isSame: boolean }): Standing {
    const choice = this.choices(item.kind, item.renamedFrom ?? item.name) ?? this.choices(item.kind, item.name);
    return { ...found, overwrite: this.options.overwrite, choice };
  }

  private comesTwice({ kind, name }: Subject): boolean {
    const key = `${kind} ${name}`;
    const isKnown = this.seen.has(key);
    this.seen.add(key);
    return isKnown;
  }
}

/** The documents of a bundle under their new names. */
export interface RenamedDocuments {
  applications: RenamableDocument[];
  configurations: RenamableDocument[];
  names: NewNames;
}

/** What of a schedule an import brings. */
function toComparable({ application, times, params, configuration, queue, missed, overlap }: NewSchedule): JsonObject {
  return {
    application,
    times: { ...times },
    params: params ?? null,
    configuration: configuration ?? null,
    queue: queue ?? null,
    missed: missed ?? null,
    overlap: overlap ?? null,
  };
}

const twice = "Something before it comes in under the same name.";
const foreign = "It was encrypted with another key.";

/** A document that cannot be read at all is refused under its file's name. */
function planned(kind: ImportKind, { fileName }: RenamableDocument, plan: () => Planned): () => Planned {
  return () => {
    try {
      return plan();
    } catch (error) {
      return { item: { kind, name: fileName, action: "refused", ...describeFailure(error) } };
    }
  };
}

/** Why an item cannot be taken in. Throws what is no fault of the item. */
export function describeFailure(error: unknown): Pick<ImportItem, "message" | "problems"> {
  if (!(error instanceof SluiceError) || error.kind !== "user") throw error;
  return { message: error.message, problems: problemsOf(error) };
}
