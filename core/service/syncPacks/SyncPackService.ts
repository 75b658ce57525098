import { gt, satisfies } from "semver";
import { KeyedSerial } from "../../base/KeyedSerial.ts";
import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import { nearestName } from "../failures.ts";
import type { PackageSource, PackContents, PackProgress } from "../ports/PackArchives.ts";
import type { SignatureFinding } from "../ports/PackSignatures.ts";
import type { StoredPack } from "../ports/SyncPackRepository.ts";
import type { SyncPack } from "../ports/SyncPackSource.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";
import type { UseService } from "../uses/UseService.ts";
import { usesPack } from "./findPackUses.ts";
import { findRequired } from "./findRequired.ts";
import { assertNotForged, findSignature, readKnownKeys } from "./findSignature.ts";
import { keepVersion } from "./keepVersion.ts";
import { type DocumentParts, PackDocuments } from "./PackDocuments.ts";
import { type InstallerParts, PackInstaller } from "./PackInstaller.ts";
import type { PackPhase, PackTarget, PackWork } from "./packPhases.ts";

type Parts = Omit<DocumentParts, "ports" | "open"> & {
  ports: InstallerParts["ports"] &
    DocumentParts["ports"] &
    Pick<ServicePorts, "shippedPacks" | "programVersion" | "programPackages">;
  uses: UseService;
};

interface Upload {
  author?: string | undefined;
  overwrite: boolean;
  /** Text of the detached signature, in the format of minisign. */
  signature?: string | undefined;
}

/** A SyncPack in one version. */
export type ListedPack = { shipped: SyncPack; stored?: undefined } | { shipped?: undefined; stored: StoredPack };

/** Use-cases of SyncPacks: those that ship with the program, which nothing changes, and those that people upload, newer ones of the former among them. */
export class SyncPackService {
  private readonly parts: Parts;
  private readonly installer: PackInstaller;
  private readonly documents: PackDocuments;
  /** By the name of a pack; those that another one requires come in within its turn. */
  private readonly turns = new KeyedSerial();

  constructor(parts: Parts) {
    this.parts = parts;
    this.installer = new PackInstaller(parts);
    this.documents = new PackDocuments({ ...parts, open: (pack) => this.installer.open(pack) });
  }

  /** Every version of every pack, by name, the oldest version first. */
  list(): ListedPack[] {
    const { shippedPacks, syncPacks } = this.parts.ports;
    const listed: ListedPack[] = [
      ...shippedPacks.list().map((shipped) => ({ shipped })),
      ...syncPacks.list().map((stored) => ({ stored })),
    ];
    return listed.sort((a, b) => {
      if (nameOf(a) !== nameOf(b)) return nameOf(a) < nameOf(b) ? -1 : 1;
      return gt(versionOf(a), versionOf(b)) ? 1 : -1;
    });
  }

  /** One pack; without `version` the newest that is installed, else the newest that is activated, else the newest. Throws `not_found`. */
  get(name: string, version?: string): ListedPack {
    const all = this.list();
    const found = all.filter((pack) => nameOf(pack) === name);
    if (found.length === 0) {
      const names = all.map(nameOf);
      throw new SluiceError(
        "not_found",
        `There is no SyncPack "${name}".${nearestName(name, names)} Upload its archive first.`,
        { details: { name } },
      );
    }
    const choices = version === undefined ? found : found.filter((pack) => versionOf(pack) === version);
    const isActivated = ({ stored }: ListedPack) => stored === undefined || stored.activatedAt !== undefined;
    const chosen = choices.findLast(isInstalled) ?? choices.findLast(isActivated) ?? choices.at(-1);
    if (chosen !== undefined) return chosen;
    const versions = found.map(versionOf);
    throw new SluiceError(
      "not_found",
      `There is no version ${version} of the SyncPack "${name}"; there ${versions.length === 1 ? "is" : "are"} ${versions.join(", ")}.`,
      { details: { name, versions } },
    );
  }

  /** A file of a pack that was uploaded, as its archive has it. Throws `not_found`; what ships with the program has no archive. */
  async readFile(
    name: string,
    { path, version }: { path: string; version?: string | undefined },
  ): Promise<{ pack: ListedPack; bytes: Uint8Array }> {
    const pack = this.get(name, version);
    const { stored } = pack;
    if (stored?.contents.files.some((file) => file.path === path) === true) {
      return { pack, bytes: (await this.installer.open(stored)).read(path) };
    }
    throw new SluiceError("not_found", `The SyncPack "${name}" ${versionOf(pack)} has no file ${path} in an archive.`, {
      details: { name, path },
    });
  }

  /**
   * Keeps an archive; runs nothing of it. The same archive again changes nothing but a signature. Throws `invalid_pack`, and
   * `already_exists` for the name of an npm package that ships with the program, for a version that is not newer than the one
   * that does, and for another archive of a version that is there, unless it is not installed and `overwrite` is given.
   */
  async upload(bytes: Uint8Array, options: Upload): Promise<ListedPack> {
    const { read: _, ...contents } = await this.parts.ports.packArchives.read(bytes);
    return this.turns.run(contents.meta.name, () => this.keep(contents, { ...options, bytes }));
  }

  private async keep(contents: PackContents, options: Upload & { bytes: Uint8Array }): Promise<ListedPack> {
    const { author = localUser, overwrite, signature, bytes } = options;
    const { packSignatures, settings, programPackages } = this.parts.ports;
    const { packEnvironments, shippedPacks, syncPacks, clock, programVersion } = this.parts.ports;
    const { name, version, requires_is_version: range } = contents.meta;
    const shipped = shippedPacks.list().find((pack) => pack.name === name);
    if (shipped !== undefined && !gt(version, shipped.version)) {
      throw new SluiceError(
        "already_exists",
        `The SyncPack "${name}" ships with the program in version ${shipped.version}. Beside it there can be newer ones, and ${version} is not; give yours a higher version or another name.`,
        { details: { name, version: shipped.version } },
      );
    }
    if (programPackages.includes(name)) {
      throw new SluiceError(
        "already_exists",
        `An npm package "${name}" ships with the program. Give your SyncPack another name.`,
        { details: { name } },
      );
    }
    if (!satisfies(programVersion, range, { includePrerelease: true })) {
      throw new SluiceError(
        "invalid_pack",
        `The SyncPack "${name}" ${version} needs a version ${range} of Sluice; this is ${programVersion}.`,
        { details: { name, version } },
      );
    }
    if (signature !== undefined) {
      assertNotForged({ name, version }, packSignatures.check(bytes, { signature, keys: readKnownKeys(settings) }));
    }
    const present = syncPacks.list().find(({ contents: { meta } }) => meta.name === name && meta.version === version);
    if (present?.contents.hash === contents.hash) {
      if (signature !== undefined) await syncPacks.setSignature(present, signature);
      return this.get(name, version);
    }
    if (present !== undefined && (!overwrite || present.installedAt !== undefined)) {
      const isReplaceable = present.installedAt === undefined;
      const how = isReplaceable ? "Replace it (pack upload --force)" : "Remove that one first";
      throw new SluiceError(
        "already_exists",
        `There is another archive of the SyncPack "${name}" ${version}. ${how}, or give this one a new version.`,
        { details: { name, version, isReplaceable } },
      );
    }
    if (present !== undefined) await packEnvironments.remove({ name, version, hash: present.contents.hash });
    await syncPacks.save({ contents, signature, uploadedAt: clock.now(), uploadedBy: author }, bytes);
    return this.get(name, version);
  }

  /** Who signed a pack; undefined = nobody, or it ships with the program. */
  findSignature({ stored }: ListedPack): SignatureFinding | undefined {
    return stored && findSignature(stored, this.parts.ports);
  }

  /**
   * What somebody agrees to who brings a pack into use; undefined = nothing is left to do. Without `version` the newest. Throws `not_found`, and `wrong_use` for what cannot be begun: a pack that is not activated to be installed, or
   * scripts of one that is.
   */
  findTarget(
    name: string,
    { works, version, source }: { works: readonly PackWork[]; version?: string | undefined; source: PackageSource },
  ): PackTarget | undefined {
    const { stored } = this.getLatest(name, version);
    if (stored === undefined) return undefined;
    if (works.includes("activate")) this.installer.assertToBuild(stored, source);
    else this.installer.assertActivated(stored);
    const isDone = { activate: this.installer.isActivated(stored), install: stored.installedAt !== undefined };
    if (works.every((work) => isDone[work])) return undefined;
    const { meta, hash } = stored.contents;
    return { name, version: meta.version, hash, source };
  }

  /**
   * Does one phase of bringing a pack into use; again is as well as once. Throws `not_found` when the archive is no longer here, and what
   * the phases of `PackInstaller` throw; `require`, which installs activated packs that it needs, throws `pack_missing`.
   */
  async bringIn(phase: PackPhase, target: PackTarget, progress: PackProgress): Promise<void> {
    const { name, source } = target;
    return this.turns.run(name, async () => {
      // It may have been stopped while it waited for its turn.
      progress.signal.throwIfAborted();
      const pack = this.getSame(target);
      if (phase === "build") return this.installer.build(pack, { ...progress, source });
      if (phase === "verify" || phase === "unpack") return this.installer[phase](pack, progress);
      this.installer.assertActivated(pack);
      if (phase === "describe") return this.installer.describe(pack, progress);
      if (phase === "register") return this.register(pack, progress);
      return this.installRequired(pack, { ...progress, begun: new Set([name]) });
    });
  }

  /** `begun`: names of packs that are about to be installed, as packs may require each other. */
  private installRequired(pack: StoredPack, required: PackProgress & { begun: Set<string> }): Promise<void> {
    const { begun, log } = required;
    const { shippedPacks, syncPacks } = this.parts.ports;
    return this.installer.attempt(pack, required, async () => {
      const needed = pack.contents.meta.requires_dist;
      if (needed.length > 0) log(`It requires ${needed.join(", ")}`);
      for (const other of findRequired(pack.contents, { shipped: shippedPacks.list(), stored: syncPacks.list() })) {
        const { name, version } = other.contents.meta;
        if (begun.has(name)) continue;
        begun.add(name);
        log(`Installs ${name} ${version} first`);
        await this.installRequired(other, required);
        await this.installer.describe(other, required);
        await this.register(other, required);
      }
      log(needed.length === 0 ? "It requires no other SyncPack" : "All of that is here");
    });
  }

  private register(pack: StoredPack, progress: PackProgress): Promise<void> {
    const { name, version } = pack.contents.meta;
    return this.installer.register(pack, {
      ...progress,
      // What uses another version so far goes on with it.
      keep: () => keepVersion(name, { added: version, author: pack.uploadedBy, ports: this.parts.ports }),
      settle: (added) => this.documents.settle(name, { versions: this.installedOf(name), added }),
    });
  }

  /**
   * At the start: makes the documents of a pack those of its installed versions again when the installation of another one did
   * not end, and unpacks again what is activated and has lost its environment, as after a backup was restored. What fails is
   * kept with the pack; so is that npm packages are gone with it, as only a person can say where they came from and which of
   * their scripts may run.
   */
  async recover(): Promise<void> {
    const { syncPacks, packEnvironments } = this.parts.ports;
    const packs = syncPacks.list();
    for (const name of new Set(packs.map(({ contents }) => contents.meta.name))) {
      const versions = this.installedOf(name);
      if (this.documents.isHalf(name, versions)) {
        await this.documents.settle(name, { versions }).catch(ignoreOperational);
      }
    }
    for (const pack of packs) {
      const { meta, dependencies, hash } = pack.contents;
      if (pack.activatedAt === undefined) continue;
      if (packEnvironments.has({ ...meta, hash })) continue;
      if (!dependencies.some(({ external }) => external === true)) {
        await this.activateAgain(pack).catch(ignoreOperational);
        continue;
      }
      const { activatedAt, installedAt } = pack;
      await syncPacks.setState(meta, { activatedAt, installedAt, problem: packagesGone });
    }
  }

  private async activateAgain(pack: StoredPack): Promise<void> {
    const progress = { log: () => undefined, signal: new AbortController().signal };
    await this.installer.verify(pack, progress);
    await this.installer.build(pack, { ...progress, source: {} });
  }

  /** Names of the user's applications, and of enabled schedules, that would no longer work without a version of a pack. */
  async findUses(name: string, version: string, user: string = localUser): Promise<string[]> {
    const { stored } = this.get(name, version);
    return stored === undefined ? [] : this.findUsesOf(name, { leaving: [stored], user });
  }

  private async findUsesOf(
    name: string,
    { leaving, user }: { leaving: readonly StoredPack[]; user: string },
  ): Promise<string[]> {
    const installed = leaving.filter(({ installedAt }) => installedAt !== undefined);
    if (installed.length === 0) return [];
    const { syncPacks, applications, schedules } = this.parts.ports;
    const staying = this.installedWithout(name, leaving);
    const shipped = this.parts.ports.shippedPacks.list().find((pack) => pack.name === name);
    const elsewhere = new Set([...(shipped?.steps ?? []), ...staying.flatMap(filesOf)]);
    const packs = installed.map((pack) => {
      const files = new Set(filesOf(pack));
      return { name, version: pack.contents.meta.version, files, elsewhere };
    });
    const isOwn = (kind: "application" | "schedule", other: string) =>
      syncPacks.findOwner({ kind, name: other }) === name;
    const found = new Set<string>();
    for (const summary of applications.list()) {
      if (isOwn("application", summary.name)) continue;
      const documents = [applications.findPublished(summary.name), applications.findDraft(summary.name, user)];
      if (documents.some((one) => one !== undefined && packs.some((pack) => usesPack(one.document, pack)))) {
        found.add(`application ${summary.name}`);
      }
    }
    for (const document of this.documents.listLeaving(name, staying)) {
      if (document.kind !== "application") continue;
      for (const use of await this.parts.uses.find({ kind: "application", name: document.name }, user)) {
        if (use.by === "configuration" || isOwn(use.by, use.name)) continue;
        found.add(`${use.by} ${use.name}`);
      }
      for (const { name: schedule, enabled } of schedules.list(document.name)) {
        if (enabled) found.add(`schedule ${schedule}`);
      }
    }
    return [...found].sort();
  }

  /**
   * Removes a version of a pack, or all of them: documents that no other version has go into the trash, the others become
   * those of the newest that stays. Throws `not_found`, `not_supported` for what ships with the program, and `pack_in_use`
   * with what uses it, unless `force` is given.
   */
  remove(
    name: string,
    options: { version?: string | undefined; force: boolean; by?: string | undefined },
  ): Promise<void> {
    return this.turns.run(name, () => this.take(name, options));
  }

  private async take(
    name: string,
    { version, force, by = localUser }: { version?: string | undefined; force: boolean; by?: string | undefined },
  ): Promise<void> {
    this.get(name, version);
    const leaving = this.list().flatMap(({ stored }) => {
      const isIt =
        stored?.contents.meta.name === name &&
        (version ?? stored.contents.meta.version) === stored.contents.meta.version;
      return isIt ? [stored] : [];
    });
    if (leaving.length === 0) {
      throw new SluiceError("not_supported", `The SyncPack "${name}" ships with the program and cannot be deleted.`, {
        details: { name },
      });
    }
    const users = await this.findUsesOf(name, { leaving, user: by });
    if (users.length > 0 && !force) {
      throw new SluiceError("pack_in_use", `The SyncPack "${name}" is used by ${users.join(", ")}.`, {
        details: { name, uses: users },
      });
    }
    const { syncPacks, packEnvironments } = this.parts.ports;
    // Documents first: after a kill in the middle the pack is still there to be removed again.
    if (leaving.some(({ installedAt }) => installedAt !== undefined)) {
      await this.documents.settle(name, { versions: this.installedWithout(name, leaving), by });
    }
    for (const { contents } of leaving) {
      const { meta, hash } = contents;
      await syncPacks.delete(meta);
      await packEnvironments.remove({ name, version: meta.version, hash });
    }
  }

  /** The newest that is there, installed or not: what one activates and installs without naming a version. */
  getLatest(name: string, version: string | undefined): ListedPack {
    const newest = this.list().findLast((pack) => nameOf(pack) === name);
    return this.get(name, version ?? (newest === undefined ? undefined : versionOf(newest)));
  }

  /** Throws `not_found` when it was removed, or another archive is in its place: nobody has agreed to that one. */
  private getSame({ name, version, hash }: PackTarget): StoredPack {
    const { stored } = this.get(name, version);
    if (stored?.contents.hash === hash) return stored;
    throw new SluiceError("not_found", `The SyncPack "${name}" ${version} is another archive by now.`, {
      details: { name, version },
    });
  }

  private installedWithout(name: string, leaving: readonly StoredPack[]): StoredPack[] {
    const gone = new Set(leaving.map(({ contents }) => contents.meta.version));
    return this.installedOf(name).filter(({ contents }) => !gone.has(contents.meta.version));
  }

  private installedOf(name: string): StoredPack[] {
    return this.list().flatMap(({ stored }) =>
      stored?.contents.meta.name === name && stored.installedAt !== undefined ? [stored] : [],
    );
  }
}

const packagesGone =
  "Its environment with its npm packages is gone. Activate it again, from the same folder and with the same scripts as before.";

function filesOf({ contents }: StoredPack): string[] {
  return contents.steps.map(({ file }) => file);
}

function ignoreOperational(error: unknown): void {
  if (!isSluiceError(error) || error.kind === "bug") throw error;
}

function isInstalled({ stored }: ListedPack): boolean {
  return stored === undefined || stored.installedAt !== undefined;
}

export function nameOf({ shipped, stored }: ListedPack): string {
  return shipped?.name ?? stored?.contents.meta.name ?? "";
}

export function versionOf({ shipped, stored }: ListedPack): string {
  return shipped?.version ?? stored?.contents.meta.version ?? "";
}
