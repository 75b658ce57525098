import type { PackContents } from "../ports/PackArchives.ts";
import type { PackDocument } from "../ports/SyncPackRepository.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { ownClasses } from "../stepClasses/StepClassService.ts";

type Ports = Pick<
  ServicePorts,
  "syncPacks" | "classSources" | "stepClasses" | "applications" | "configurations" | "schedules"
>;

/** Names that a pack would bring and that somebody else has, each with both owners. */
export function findConflicts(contents: PackContents, ports: Ports): string[] {
  const { name } = contents.meta;
  const sources = ports.classSources.list();
  const classes = contents.steps.flatMap(({ file }) => {
    const other = sources.find((source) => source.file === file && source.syncpack !== name);
    const owner = other?.owner ?? (ports.stepClasses.find(file) === undefined ? undefined : ownClasses);
    return owner === undefined ? [] : [`the step class "${file}" is in the SyncPack ${name} and in ${owner}`];
  });
  const documents = listPackDocuments(contents).flatMap((document) => {
    const owner = ports.syncPacks.findOwner(document) ?? (isDocumentThere(document, ports) ? "" : undefined);
    if (owner === undefined || owner === name) return [];
    const of = owner === "" ? `your own ${document.kind}s` : `the SyncPack ${owner}`;
    return [`the ${document.kind} "${document.name}" is in the SyncPack ${name} and in ${of}`];
  });
  return [...classes, ...documents];
}

/** The documents of a pack. */
export function listPackDocuments({ meta, applications, configurations }: PackContents): PackDocument[] {
  return [
    ...applications.map((name): PackDocument => ({ kind: "application", name })),
    ...configurations.map((name): PackDocument => ({ kind: "configuration", name })),
    ...meta.schedules.map(({ entry_id: name }): PackDocument => ({ kind: "schedule", name })),
  ];
}

/** Whether there is a document of that name, whoever has it. */
export function isDocumentThere(
  { kind, name }: PackDocument,
  ports: Omit<Ports, "classSources" | "stepClasses" | "syncPacks">,
): boolean {
  if (kind === "application") return ports.applications.findRevisionNumber(name) !== undefined;
  if (kind === "configuration") return ports.configurations.find(name) !== undefined;
  return ports.schedules.find(name) !== undefined;
}
