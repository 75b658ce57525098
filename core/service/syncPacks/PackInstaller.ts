import { isJsonEqual, type JsonValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { packEnvironment } from "../../model/packEnvironment.ts";
import type { PackArchive, PackageSource, PackContents, PackProgress } from "../ports/PackArchives.ts";
import type { SignatureFinding } from "../ports/PackSignatures.ts";
import type { StoredPack } from "../ports/SyncPackRepository.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { findConflicts } from "./findConflicts.ts";
import { assertNotForged, findSignature } from "./findSignature.ts";

export interface InstallerParts {
  ports: Pick<
    ServicePorts,
    | "clock"
    | "syncPacks"
    | "packArchives"
    | "packEnvironments"
    | "packSignatures"
    | "settings"
    | "packManifests"
    | "classSources"
    | "stepClasses"
    | "compiler"
    | "applications"
    | "configurations"
    | "schedules"
  >;
}

/** What belongs to the content of a pack beside the classes. */
interface Registration {
  keep(): Promise<void>;
  settle(added: StoredPack | undefined): Promise<void>;
}

/** Brings packs that were uploaded into use, one phase after another. What fails is told and kept with the pack; then nothing of it is in use. */
export class PackInstaller {
  private readonly parts: InstallerParts;

  constructor(parts: InstallerParts) {
    this.parts = parts;
  }

  /** Throws `wrong_use` where scripts are allowed for a pack that is activated already: they would not run. */
  assertToBuild(pack: StoredPack, { allowScripts = [] }: PackageSource): void {
    if (allowScripts.length === 0 || !this.isActivated(pack)) return;
    const { name, version } = pack.contents.meta;
    const message = `The SyncPack "${name}" ${version} is activated already, and nothing was run. Remove it and upload it again to allow scripts.`;
    throw new SluiceError("wrong_use", message, { details: { name, version } });
  }

  /** Whether the archive is the one that was uploaded, and not forged as far as one knows by now. Throws `data_damaged`, `invalid_pack`. */
  verify(pack: StoredPack, progress: PackProgress): Promise<void> {
    return this.attempt(pack, progress, async () => {
      const { files, hash, meta } = await this.open(pack);
      const finding = findSignature(pack, this.parts.ports);
      assertNotForged(meta, finding);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      progress.log(`The archive is as it was uploaded: sha256 ${hash}`);
      progress.log(`It holds ${files.length} files, ${bytes} bytes`);
      progress.log(describeSignature(finding));
    });
  }

  /** Unpacks it for its environment; runs no code of it. Nothing happens when it is activated. */
  unpack(pack: StoredPack, progress: PackProgress): Promise<void> {
    return this.attempt(pack, progress, async () => {
      if (this.isActivated(pack)) return progress.log("Its environment is there already");
      await this.parts.ports.packEnvironments.unpack(await this.open(pack));
      progress.log(`Unpacked ${pack.contents.files.length} files; nothing of them was run`);
    });
  }

  /**
   * Makes the environment of what was unpacked, with the packages beside it, and runs no code of it but the scripts that `source`
   * allows; the pack is activated then. Nothing happens when it is. Throws `packages_failed`.
   */
  build(pack: StoredPack, { source, ...progress }: PackProgress & { source: PackageSource }): Promise<void> {
    return this.attempt(pack, progress, async () => {
      const { packEnvironments, syncPacks, clock } = this.parts.ports;
      const { contents, installedAt } = pack;
      if (this.isActivated(pack)) return progress.log("It is activated already");
      if (!contents.dependencies.some(({ external }) => external === true)) {
        progress.log("It brings no npm packages beside its modules");
      }
      await packEnvironments.build(await this.open(pack), { source, ...progress });
      progress.signal.throwIfAborted();
      await syncPacks.setState(contents.meta, { activatedAt: clock.now(), installedAt, problem: undefined });
      progress.log("It is activated");
    });
  }

  /** Describes the classes of an activated pack again in a restricted worker; throws `invalid_pack` when they are not what the archive says. */
  describe(pack: StoredPack, progress: PackProgress): Promise<void> {
    return this.attempt(pack, progress, async () => {
      if (pack.installedAt !== undefined) return progress.log("It is installed already");
      await this.assertDescribed(await this.open(pack), progress);
    });
  }

  /**
   * Registers the content of a pack. `keep` lets what uses other versions keep them, and `settle` makes its documents those of the
   * versions that are installed: when this one is, as they name it, and again when that fails. Throws `already_exists` for names
   * that somebody else has, and what `settle` throws.
   */
  register(pack: StoredPack, { keep, settle, ...progress }: Registration & PackProgress): Promise<void> {
    return this.attempt(pack, progress, async () => {
      if (pack.installedAt !== undefined) return progress.log("It is installed already");
      const { contents, activatedAt, problem } = pack;
      const conflicts = findConflicts(contents, this.parts.ports);
      if (conflicts.length > 0) throw conflictOf(contents.meta.name, conflicts);
      await keep();
      progress.signal.throwIfAborted();
      const { syncPacks, clock } = this.parts.ports;
      const installed = { activatedAt, installedAt: clock.now() };
      await syncPacks.setState(contents.meta, { ...installed, problem: undefined });
      try {
        await settle(pack);
      } catch (error) {
        await syncPacks.setState(contents.meta, { activatedAt, installedAt: undefined, problem });
        await settle(undefined);
        throw error;
      }
      for (const line of describeContents(contents)) progress.log(line);
      progress.log("It is installed");
    });
  }

  /** Its archive, as it was uploaded. Throws `data_damaged` when it is another one by now. */
  async open({ contents }: StoredPack): Promise<PackArchive> {
    const { syncPacks, packArchives } = this.parts.ports;
    const { name, version } = contents.meta;
    const archive = await packArchives.read(syncPacks.readArchive(name, version) ?? new Uint8Array());
    if (archive.hash === contents.hash) return archive;
    throw new SluiceError(
      "data_damaged",
      `The archive of the SyncPack "${name}" ${version} was changed. Upload it again.`,
    );
  }

  /** Throws `wrong_use` for a pack that is not activated. */
  assertActivated({ activatedAt, contents }: StoredPack): void {
    if (activatedAt !== undefined) return;
    const { name, version } = contents.meta;
    throw new SluiceError("wrong_use", `The SyncPack "${name}" ${version} is not activated yet. Activate it first.`);
  }

  /** Keeps with the pack what fails, unless somebody ended it. */
  async attempt<T>(pack: StoredPack, { signal }: Pick<PackProgress, "signal">, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw error;
      const { activatedAt, installedAt } = pack;
      const problem = error instanceof Error ? error.message : String(error);
      await this.parts.ports.syncPacks.setState(pack.contents.meta, { activatedAt, installedAt, problem });
      throw error;
    }
  }

  isActivated(pack: StoredPack): boolean {
    return pack.activatedAt !== undefined && this.parts.ports.packEnvironments.has(keyOf(pack));
  }

  private async assertDescribed(archive: PackArchive, { log }: PackProgress): Promise<void> {
    const { compiler, packManifests, packEnvironments } = this.parts.ports;
    const { name, version } = archive.meta;
    const originFolder = packEnvironments.folderOf({ name, version, hash: archive.hash });
    const environment = packEnvironment(archive);
    const described = archive.steps.map(async ({ file, hash, manifest }) => {
      const compiled = new TextDecoder().decode(archive.read(`modules/${file}.mjs`));
      const readTexts = async () => ({ compiled });
      const given = { file, syncpack: name, packEnvironment: environment, hash, originFolder, readTexts };
      const found = await packManifests.describe(await compiler.restore(given));
      if (!isJsonEqual(toJson(found), toJson(manifest))) return [file];
      log(`The step class ${file} is what the archive says`);
      return [];
    });
    const others = (await Promise.all(described)).flat();
    if (others.length === 0) return;
    throw new SluiceError(
      "invalid_pack",
      `The SyncPack "${name}" ${version} says of ${others.join(", ")} what the code does not. Build it again with "sluice pack build".`,
      { details: { name, version, classes: others } },
    );
  }
}

function keyOf({ contents }: StoredPack): { name: string; version: string; hash: string } {
  const { meta, hash } = contents;
  return { name: meta.name, version: meta.version, hash };
}

function toJson(value: object): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

function conflictOf(name: string, conflicts: readonly string[]): SluiceError {
  return new SluiceError(
    "already_exists",
    `The SyncPack "${name}" cannot be installed, because names exist twice: ${conflicts.join("; ")}. Rename or remove one of each.`,
    { details: { name, conflicts } },
  );
}

function describeSignature(finding: SignatureFinding | undefined): string {
  if (finding === undefined) return "Nobody has signed it";
  if (finding.state === "unknown") return `It is signed with a key that is not known here: ${finding.keyId}`;
  return `It is signed with the known key of ${finding.name}`;
}

function describeContents({ steps, applications, configurations, meta }: PackContents): string[] {
  const lists = {
    "Step classes": steps.map(({ file }) => file),
    Applications: applications,
    Configurations: configurations,
    "Schedules, which are not enabled": meta.schedules.map(({ entry_id }) => entry_id),
  };
  return Object.entries(lists).flatMap(([title, names]) => (names.length > 0 ? [`${title}: ${names.join(", ")}`] : []));
}
