import { SluiceError } from "../../base/SluiceError.ts";
import { nearestName } from "../failures.ts";
import type { SyncPack, SyncPackSource } from "../ports/SyncPackSource.ts";

/** Use-cases of SyncPacks. There are those that ship with the program: each is installed and activated, and nothing changes it. */
export class SyncPackService {
  private readonly source: SyncPackSource;

  constructor(source: SyncPackSource) {
    this.source = source;
  }

  /** By name. */
  list(): SyncPack[] {
    return this.source.list();
  }

  /** Throws `not_found`, saying how steps come in without a pack. */
  get(name: string): SyncPack {
    const found = this.list().find((pack) => pack.name === name);
    if (found !== undefined) return found;
    const names = this.list().map((pack) => pack.name);
    throw new SluiceError(
      "not_found",
      `There is no SyncPack "${name}".${nearestName(name, names)} Packs cannot be added to this version of the program: import their step classes and applications instead.`,
      { details: { name } },
    );
  }

  /** The pack in a version that is installed and activated, as it is; undefined = in the only one. Throws `not_found`. */
  require(name: string, version: string | undefined): SyncPack {
    const pack = this.get(name);
    if (version === undefined || version === pack.version) return pack;
    throw new SluiceError(
      "not_found",
      `The SyncPack "${name}" ships with the program in version ${pack.version}; another comes with another version of the program.`,
      { details: { name, version: pack.version } },
    );
  }

  /** Always throws: `not_found` or `not_supported`. */
  delete(name: string): never {
    throw new SluiceError(
      "not_supported",
      `The SyncPack "${this.get(name).name}" ships with the program and cannot be deleted.`,
      { details: { name } },
    );
  }
}
