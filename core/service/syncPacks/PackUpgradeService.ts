import { SluiceError } from "../../base/SluiceError.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import { hasErrors } from "../../model/validation/validateApplication.ts";
import type { ApplicationChecker } from "../applications/ApplicationChecker.ts";
import { retryChanged } from "../applications/retryChanged.ts";
import { replace } from "../configurations/sealConfiguration.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";
import { findSource } from "../stepClasses/findSource.ts";
import { pinPacks } from "../stepClasses/pinPacks.ts";
import { listClasses } from "../uses/readSteps.ts";
import { nameOf, type SyncPackService, versionOf } from "./SyncPackService.ts";

/** An application of the user that has steps of a pack. */
export interface PackUser {
  application: string;
  /** The version it was published with; undefined = none in particular, and it takes the newest. */
  version: string | undefined;
}

/** What became of an application that was to move to another version of a pack. */
export interface PackUpgrade {
  application: string;
  /** As in `PackUser`. */
  from: string | undefined;
  to: string;
  /** `unchanged`: it was published with that version already. `refused`: it would have errors, and stays as it is. */
  result: "published" | "unchanged" | "refused";
  /** Errors of a refused one, warnings of a published one. */
  problems: Problem[];
}

/** Where applications are moved, and by whom. */
interface Target {
  pack: string;
  version: string;
  author: string;
}

interface Parts {
  ports: Pick<ServicePorts, "applications" | "classSources" | "syncPacks">;
  syncPacks: SyncPackService;
  checker: ApplicationChecker;
}

/** Moves published applications from one version of a SyncPack to another, on purpose; by themselves they never do. */
export class PackUpgradeService {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** The user's published applications with steps of a pack that was uploaded, by name. Throws `not_found`. */
  listUsers(name: string): PackUser[] {
    const { ports, syncPacks } = this.parts;
    const pack = nameOf(syncPacks.get(name));
    const sources = ports.classSources.list().filter(({ syncpack }) => syncpack === pack);
    // What is only there as it ships with the program has one version.
    if (!sources.some(({ installed }) => installed !== undefined)) return [];
    return ports.applications.list().flatMap(({ name: application }) => {
      // What came with a pack is moved with its pack.
      if (ports.syncPacks.findOwner({ kind: "application", name: application }) !== undefined) return [];
      const document = ports.applications.findPublished(application)?.document;
      if (document === undefined) return [];
      if (!listClasses(document).some((named) => findSource(sources, named) !== undefined)) return [];
      return [{ application, version: wantedOf(document, pack) }];
    });
  }

  /**
   * Publishes applications with a version of a pack, the newest that is installed by default; without `applications` all that
   * use the pack. One that would have errors stays, and says them. Throws `not_found` for the pack and for an application
   * that does not use it, `wrong_use` for a version that is not installed.
   */
  async upgrade(
    name: string,
    options: { version?: string | undefined; applications?: readonly string[] | undefined; author?: string },
  ): Promise<PackUpgrade[]> {
    const { author = localUser, applications } = options;
    const pack = this.parts.syncPacks.get(name, options.version);
    const version = versionOf(pack);
    if (pack.stored !== undefined && pack.stored.installedAt === undefined) {
      throw new SluiceError("wrong_use", `The SyncPack "${name}" ${version} is not installed yet. Install it first.`);
    }
    const users = this.listUsers(name);
    for (const application of applications ?? []) {
      if (users.some((user) => user.application === application)) continue;
      const message = `There is no published application "${application}" of your own with steps of the SyncPack "${name}".`;
      throw new SluiceError("not_found", message, { details: { name: application } });
    }
    const chosen = users.filter(({ application }) => applications?.includes(application) ?? true);
    const upgrades: PackUpgrade[] = [];
    const target = { pack: name, version, author };
    for (const { application } of chosen) {
      // As it is when it is published: what somebody else publishes meanwhile is not lost, and ends nothing.
      upgrades.push(await retryChanged(() => this.move(application, target)));
    }
    return upgrades;
  }

  private async move(application: string, { pack, version: to, author }: Target): Promise<PackUpgrade> {
    const { ports, checker } = this.parts;
    const present = ports.applications.findPublished(application);
    const from = present && wantedOf(present.document, pack);
    const about = { application, from, to };
    if (present === undefined || from === to) return { ...about, result: "unchanged", problems: [] };
    const versions = { ...readPackVersions(present.document), [pack]: to };
    const moved = replace(present.document, "syncpack_versions", versions);
    const document = pinPacks(moved, { sources: ports.classSources.list() });
    const problems = await checker.check({ document });
    if (hasErrors(problems)) return { ...about, result: "refused", problems };
    const comment = from === undefined ? `With ${pack} ${to}` : `${pack} ${to} instead of ${from}`;
    await ports.applications.publish(application, { document, author, comment, expected: present.revision });
    return { ...about, result: "published", problems };
  }
}

function wantedOf(document: ApplicationDocument, pack: string): string | undefined {
  const wanted = readPackVersions(document)?.[pack];
  return typeof wanted === "string" ? wanted : undefined;
}
