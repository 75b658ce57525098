import type { Secrets } from "../../engine/ports/EnginePorts.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { createEngineSettings } from "../settings/createEngineSettings.ts";
import { loadManifests } from "../uses/loadManifests.ts";
import type { ArchiveSource } from "./ArchiveSource.ts";
import type { Bundle } from "./Bundle.ts";
import { findMissing } from "./findMissing.ts";
import { HistoryImporter, isHistory } from "./HistoryImporter.ts";
import { createChoiceLookup, type ImportOptions } from "./ImportChoice.ts";
import type { ImportItem, ImportKind } from "./ImportItem.ts";
import { describeFailure, ImportPlanner, type PlannerParts } from "./ImportPlanner.ts";
import type { Planned } from "./Planned.ts";
import { readArchive } from "./readArchive.ts";
import { renameBundle } from "./renameBundle.ts";

interface Parts extends PlannerParts {
  ports: PlannerParts["ports"] & Pick<ServicePorts, "settings" | "history">;
  secrets: Secrets;
}

/** An archive on its way in. */
export interface ArrivedArchive {
  bundle: Bundle;
  /** undefined = it has none. */
  history: HistoryImporter | undefined;
}

/** Takes in archives and other bundles. Runs no code of them. */
export class ImportService {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Reads the documents of an export archive, and finds its run history. Throws `invalid_document`. */
  async read(source: ArchiveSource): Promise<ArrivedArchive> {
    const { bundle, archive } = await readArchive(source);
    const { history, vault } = this.parts.ports;
    const parts = { history, vault, secrets: this.parts.secrets };
    return { bundle, history: archive.entries.some(isHistory) ? new HistoryImporter(parts, archive) : undefined };
  }

  /** Says per item what `apply` would do; changes nothing. What is missing comes last. Throws `wrong_use` for choices that cannot be. */
  async plan(bundle: Bundle, options: ImportOptions): Promise<ImportItem[]> {
    const planned = await this.planAll(bundle, options);
    return this.addMissing(
      planned,
      planned.map(({ item }) => item),
    );
  }

  /** Takes in what can be taken in, each item by itself: secrets and step classes first, applications and then schedules last. Throws as `plan`, and what `onProgress` rejects with. */
  async apply(bundle: Bundle, options: ImportOptions): Promise<ImportItem[]> {
    const planned = await this.planAll(bundle, options);
    const items: ImportItem[] = [];
    for (const { item, write } of planned) {
      items.push({ ...item, ...(await attempt(write)) });
      await options.onProgress?.({ phase: "taking", done: items.length, total: planned.length });
    }
    return this.addMissing(planned, items);
  }

  private async planAll(bundle: Bundle, options: ImportOptions): Promise<Planned[]> {
    const { choices = [] } = options;
    const lookup = createChoiceLookup(choices);
    const renamed = await renameBundle(bundle, { ...this.parts, vault: this.parts.ports.vault, choices, lookup });
    return new ImportPlanner(this.parts, { ...options, lookup }).plan({ ...bundle, ...renamed });
  }

  /** What is missing after all that comes in; a thing that is missing already is said once, with all that need it. */
  private async addMissing(planned: readonly Planned[], items: readonly ImportItem[]): Promise<ImportItem[]> {
    const found = await this.findMissing(planned);
    const isSame = (a: ImportItem, b: ImportItem) => a.kind === b.kind && a.name === b.name && b.action === "missing";
    const told = items.map((item) => ({ ...item, ...pickNeeds(found.find((other) => isSame(other, item))) }));
    return [
      ...told.filter(({ action }) => action !== "missing"),
      ...told.filter(({ action }) => action === "missing"),
      ...found.filter((other) => !items.some((item) => isSame(other, item))),
    ];
  }

  private async findMissing(planned: readonly Planned[]): Promise<ImportItem[]> {
    const { ports, applications, configurations, stepClasses, schedules } = this.parts;
    const arriving = planned.filter(({ item }) => arrives.has(item.action));
    const documentsOf = (kind: ImportKind) =>
      arriving.flatMap(({ item, document }) =>
        item.kind === kind && document !== undefined ? [{ name: item.name, document }] : [],
      );
    const arrivingSchedules = arriving.flatMap(({ item, schedule }) =>
      schedule === undefined ? [] : [{ name: item.name, schedule }],
    );
    const comes = new Set(arriving.map(({ item }) => `${item.kind} ${item.name}`));
    const known = new Set(stepClasses.listNames());
    const settings = createEngineSettings(ports.settings);
    const there = {
      step_class: (name: string, syncpack?: string) =>
        syncpack === undefined ? known.has(name) : stepClasses.isTaken(name, syncpack),
      configuration: (name: string) => configurations.find(name) !== undefined,
      secret: (name: string) => ports.secrets.find(name) !== undefined,
      application: (name: string) => applications.find(name) !== undefined,
      schedule: (name: string) => schedules.list().some((schedule) => schedule.name === name),
      queue: (name: string) => settings.queueLimit(name) > 0,
    };
    const documents = documentsOf("application");
    const manifests = await loadManifests(
      documents.map(({ document }) => document),
      stepClasses,
    );
    return findMissing(
      {
        applications: documents,
        configurations: documentsOf("configuration"),
        schedules: arrivingSchedules,
        manifests,
      },
      (kind, name, syncpack) => (syncpack === undefined && comes.has(`${kind} ${name}`)) || there[kind](name, syncpack),
    );
  }
}

const arrives: ReadonlySet<ImportItem["action"]> = new Set(["create", "overwrite", "rename", "unchanged"]);

function pickNeeds(found: ImportItem | undefined): Pick<ImportItem, "neededBy"> {
  return found?.neededBy === undefined ? {} : { neededBy: found.neededBy };
}

async function attempt(write: Planned["write"]): Promise<Partial<ImportItem>> {
  try {
    return (await write?.()) ?? {};
  } catch (error) {
    return { action: "refused", ...describeFailure(error) };
  }
}
