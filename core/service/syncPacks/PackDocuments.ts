import { rcompare } from "semver";
import { ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { parseApplication } from "../../model/parseApplication.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import { toScheduleTimes } from "../../model/scheduleTimes.ts";
import type { ConfigurationService } from "../configurations/ConfigurationService.ts";
import type { PackArchive } from "../ports/PackArchives.ts";
import type { PackDocument, StoredPack } from "../ports/SyncPackRepository.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";
import type { ScheduleService } from "../schedules/ScheduleService.ts";
import { pinPacks } from "../stepClasses/pinPacks.ts";
import { createDeletion } from "../trash/createDeletion.ts";
import { isDocumentThere, listPackDocuments } from "./findConflicts.ts";

export interface DocumentParts {
  ports: Pick<
    ServicePorts,
    "clock" | "random" | "syncPacks" | "classSources" | "applications" | "configurations" | "schedules"
  >;
  configurations: ConfigurationService;
  schedules: ScheduleService;
  /** Reads the archive of a pack. */
  open(pack: StoredPack): Promise<PackArchive>;
}

/** The documents that packs bring: each is that of the newest installed version that has it. */
export class PackDocuments {
  private readonly parts: DocumentParts;

  constructor(parts: DocumentParts) {
    this.parts = parts;
  }

  /**
   * Makes the documents of a pack those of the versions that are given, and puts others into the trash. A configuration or a
   * schedule that is there stays as a person has made it since. `added`: the one that is new, and may have been another archive when
   * it was tried before. Throws `invalid_pack` for what is no application.
   */
  async settle(
    pack: string,
    {
      versions,
      added,
      by = localUser,
    }: { versions: readonly StoredPack[]; added?: StoredPack | undefined; by?: string },
  ): Promise<void> {
    const { syncPacks } = this.parts.ports;
    // First whose they are: after a kill in the middle the rest is done again.
    await syncPacks.claim(
      pack,
      versions.flatMap(({ contents }) => listPackDocuments(contents)),
    );
    const seen = new Set<string>();
    for (const version of [...versions].sort((a, b) => rcompare(versionOf(a), versionOf(b)))) {
      const newest = listPackDocuments(version.contents).filter((document) => !seen.has(keyOf(document)));
      for (const document of newest) seen.add(keyOf(document));
      const isNew = added !== undefined && versionOf(added) === versionOf(version);
      const missing = newest.filter((document) => !this.isWritten(document, { version, isNew }));
      if (missing.length > 0) await this.write(version, missing);
    }
    const leaving = this.listLeaving(pack, versions);
    for (const document of leaving) await this.delete(document, by);
    await syncPacks.release(pack, leaving);
  }

  /**
   * Whether the documents are not those of the installed versions, because installing or removing one did not end. A configuration or
   * a schedule that a person has deleted since is nothing to bring again.
   */
  isHalf(pack: string, installed: readonly StoredPack[]): boolean {
    if (this.listLeaving(pack, installed).length > 0) return true;
    const claimed = new Set(this.parts.ports.syncPacks.listDocuments(pack).map(keyOf));
    const seen = new Set<string>();
    return [...installed]
      .sort((a, b) => rcompare(versionOf(a), versionOf(b)))
      .some((version) =>
        listPackDocuments(version.contents).some((document) => {
          const key = keyOf(document);
          if (seen.has(key)) return false;
          seen.add(key);
          if (!claimed.has(key)) return true;
          return document.kind === "application" && this.writtenVersionOf(document.name, pack) !== versionOf(version);
        }),
      );
  }

  /** Documents of a pack that none of these versions has. */
  listLeaving(pack: string, versions: readonly StoredPack[]): PackDocument[] {
    const staying = new Set(versions.flatMap(({ contents }) => listPackDocuments(contents)).map(keyOf));
    return this.parts.ports.syncPacks.listDocuments(pack).filter((document) => !staying.has(keyOf(document)));
  }

  private isWritten(document: PackDocument, { version, isNew }: { version: StoredPack; isNew: boolean }): boolean {
    if (document.kind !== "application") return isDocumentThere(document, this.parts.ports);
    if (isNew) return false;
    return this.writtenVersionOf(document.name, version.contents.meta.name) === versionOf(version);
  }

  private writtenVersionOf(application: string, pack: string): string | undefined {
    const published = this.parts.ports.applications.findPublished(application);
    const written = published && ownValue(readPackVersions(published.document) ?? {}, pack);
    return typeof written === "string" ? written : undefined;
  }

  private async write(version: StoredPack, documents: readonly PackDocument[]): Promise<void> {
    const archive = await this.parts.open(version);
    const namesOf = (kind: PackDocument["kind"]) =>
      documents.filter((document) => document.kind === kind).map(({ name }) => name);
    for (const name of namesOf("configuration")) {
      const text = new TextDecoder().decode(archive.read(`configs/${name}.json`));
      await this.parts.configurations.import(text, { fileName: `${name}.json`, overwrite: false });
    }
    for (const name of namesOf("application")) await this.publish(name, { archive, author: version.uploadedBy });
    const schedules = new Set(namesOf("schedule"));
    for (const { entry_id, application_id, params, schedule } of archive.meta.schedules) {
      if (!schedules.has(entry_id)) continue;
      const times = toScheduleTimes(schedule);
      await this.parts.schedules.add(entry_id, { application: application_id, times, params, enabled: false });
    }
  }

  private async publish(name: string, { archive, author }: { archive: PackArchive; author: string }): Promise<void> {
    const { applications, classSources } = this.parts.ports;
    const { name: pack, version } = archive.meta;
    const parsed = parseApplication(new TextDecoder().decode(archive.read(`apps/${name}.json`)), { fileName: name });
    if (!parsed.ok) {
      throw new SluiceError("invalid_pack", `The application "${name}" of the SyncPack "${pack}" is none.`);
    }
    const versions = { ...readPackVersions(parsed.document), [pack]: version };
    const own = { ...parsed.document, syncpack_versions: versions };
    const document = pinPacks(own, { sources: classSources.list() });
    await applications.publish(name, { document, author, comment: `From the SyncPack ${pack} ${version}` });
  }

  private async delete(document: PackDocument, by: string): Promise<void> {
    const { ports, schedules } = this.parts;
    // Not all of them came in when an installation did not end.
    if (!isDocumentThere(document, ports)) return;
    if (document.kind === "schedule") await schedules.delete(document.name);
    else await ports[`${document.kind}s`].delete(document.name, createDeletion(ports, by));
  }
}

function versionOf({ contents }: StoredPack): string {
  return contents.meta.version;
}

function keyOf({ kind, name }: PackDocument): string {
  return `${kind} ${name}`;
}
