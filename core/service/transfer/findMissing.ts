import type { JsonObject } from "../../base/json.ts";
import { readTunnel } from "../../model/readTunnel.ts";
import type { ManifestLookup } from "../../model/StepManifest.ts";
import type { NewSchedule } from "../schedules/ScheduleService.ts";
import { listSecretNames } from "./ExportService.ts";
import type { ImportItem, ImportKind } from "./ImportItem.ts";
import { listNeeds } from "./listNeeds.ts";

export interface ArrivingDocuments {
  applications: { name: string; document: JsonObject }[];
  configurations: { name: string; document: JsonObject }[];
  schedules: { name: string; schedule: Pick<NewSchedule, "application" | "configuration" | "queue"> }[];
  manifests: ManifestLookup;
}

/** Whether something of a kind is there, or comes along. */
export type IsThere = (kind: ImportKind, name: string, syncpack?: string) => boolean;

const hints: Record<ImportKind, string> = {
  step_class: "Import it, or install the SyncPack that holds it.",
  configuration: "Import it, or align the application with another one.",
  secret: "Set it.",
  application: "Import it as well.",
  schedule: "Add it.",
  queue: "Give it workers in the settings.",
};

/** What the documents need and nobody has, each with all that need it. */
export function findMissing(
  { applications, configurations, schedules, manifests }: ArrivingDocuments,
  isThere: IsThere,
): ImportItem[] {
  const missing = new Map<string, ImportItem & { neededBy: string[] }>();
  const need = (kind: ImportKind, name: string, by: { name: string; syncpack?: string | undefined }): void => {
    if (isThere(kind, name, by.syncpack)) return;
    const key = JSON.stringify([kind, name, by.syncpack ?? ""]);
    const item = missing.get(key) ?? { kind, name, action: "missing", message: hints[kind], neededBy: [] };
    if (!item.neededBy.includes(by.name)) item.neededBy.push(by.name);
    missing.set(key, item);
  };
  for (const { name, document } of applications) {
    const needs = listNeeds(document, manifests);
    for (const { file, syncpack } of needs.stepClasses) need("step_class", file, { name, syncpack });
    for (const other of needs.configurations) need("configuration", other, { name });
    for (const other of needs.queues) need("queue", other, { name });
    for (const other of needs.applications) need("application", other, { name });
  }
  for (const { name, document } of configurations) {
    for (const secret of listSecretNames(document)) need("secret", secret, { name });
    const tunnel = readTunnel(document);
    if (tunnel !== undefined) need("configuration", tunnel.connection, { name });
  }
  for (const { name, schedule } of schedules) {
    need("application", schedule.application, { name });
    if (schedule.configuration !== undefined) need("configuration", schedule.configuration, { name });
    if (schedule.queue !== undefined) need("queue", schedule.queue, { name });
  }
  return [...missing.values()];
}
