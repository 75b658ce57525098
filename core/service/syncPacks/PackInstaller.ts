import { isJsonEqual, type JsonValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { packEnvironment } from "../../model/packEnvironment.ts";
import type { PackArchive, PackageSource } from "../ports/PackArchives.ts";
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

/** What belongs to an installation beside the classes. */
interface Installation {
  require(): Promise<void>;
  keep(): Promise<void>;
  settle(added: StoredPack | undefined): Promise<void>;
}

/** Brings packs that were uploaded into use. What fails is told and kept with the pack; then nothing of it is in use. */
export class PackInstaller {
  private readonly parts: InstallerParts;

  constructor(parts: InstallerParts) {
    this.parts = parts;
  }

  /**
   * Unpacks a pack into its environment, with the packages beside it; runs no code of it but the scripts that `source` allows.
   * Nothing happens when it is activated. Throws `packages_failed`, `wrong_use` for scripts when it is activated, and
   * `invalid_pack`, also for a signature that is not what a key known by now signed.
   */
  async activate(pack: StoredPack, source: PackageSource = {}): Promise<void> {
    const { packEnvironments, clock } = this.parts.ports;
    const { meta } = pack.contents;
    if (pack.activatedAt !== undefined && packEnvironments.has(keyOf(pack))) {
      if (source.allowScripts === undefined || source.allowScripts.length === 0) return;
      const { name, version } = meta;
      const message = `The SyncPack "${name}" ${version} is activated already, and nothing was run. Remove it and upload it again to allow scripts.`;
      throw new SluiceError("wrong_use", message, { details: { name, version } });
    }
    await this.attempt(pack, async () => {
      assertNotForged(meta, findSignature(pack, this.parts.ports));
      await packEnvironments.unpack(await this.open(pack), source);
      return { activatedAt: clock.now(), installedAt: pack.installedAt };
    });
  }

  /**
   * Registers the content of an activated pack: its classes are described again in a restricted worker and must be what the
   * archive says. `require` installs the packs it needs first, `keep` lets what uses other versions keep them, and
   * `settle` makes its documents those of the versions that are installed: when this one is, as they name it, and again when that fails. Throws `wrong_use` before it is activated, `invalid_pack`,
   * `already_exists` for names that somebody else has, and what `require` throws.
   */
  async install(pack: StoredPack, { require, keep, settle }: Installation): Promise<void> {
    const { activatedAt, contents } = pack;
    const { name, version } = contents.meta;
    if (activatedAt === undefined) {
      throw new SluiceError("wrong_use", `The SyncPack "${name}" ${version} is not activated yet. Activate it first.`);
    }
    if (pack.installedAt !== undefined) return;
    await this.attempt(pack, async () => {
      const archive = await this.open(pack);
      await require();
      await this.assertDescribed(archive);
      const conflicts = findConflicts(archive, this.parts.ports);
      if (conflicts.length > 0) throw conflictOf(name, conflicts);
      await keep();
      const { syncPacks, clock } = this.parts.ports;
      const installed = { activatedAt, installedAt: clock.now() };
      await syncPacks.setState(contents.meta, { ...installed, problem: undefined });
      try {
        await settle(pack);
      } catch (error) {
        await syncPacks.setState(contents.meta, { activatedAt, installedAt: undefined, problem: pack.problem });
        await settle(undefined);
        throw error;
      }
      return installed;
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

  private async attempt(
    pack: StoredPack,
    work: () => Promise<Pick<StoredPack, "activatedAt" | "installedAt">>,
  ): Promise<void> {
    const { syncPacks } = this.parts.ports;
    const { meta } = pack.contents;
    try {
      await syncPacks.setState(meta, { ...(await work()), problem: undefined });
    } catch (error) {
      const { activatedAt, installedAt } = pack;
      const problem = error instanceof Error ? error.message : String(error);
      await syncPacks.setState(meta, { activatedAt, installedAt, problem });
      throw error;
    }
  }

  private async assertDescribed(archive: PackArchive): Promise<void> {
    const { compiler, packManifests, packEnvironments } = this.parts.ports;
    const { name, version } = archive.meta;
    const originFolder = packEnvironments.folderOf({ name, version, hash: archive.hash });
    const environment = packEnvironment(archive);
    const described = archive.steps.map(async ({ file, hash, manifest }) => {
      const compiled = new TextDecoder().decode(archive.read(`modules/${file}.mjs`));
      const readTexts = async () => ({ compiled });
      const given = { file, syncpack: name, packEnvironment: environment, hash, originFolder, readTexts };
      const found = await packManifests.describe(await compiler.restore(given));
      return isJsonEqual(toJson(found), toJson(manifest)) ? [] : [file];
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
