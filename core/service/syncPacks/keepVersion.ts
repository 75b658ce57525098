import { gt, rcompare } from "semver";
import { ownValue } from "../../base/json.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import { retryChanged } from "../applications/retryChanged.ts";
import { replace } from "../configurations/sealConfiguration.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { findSource } from "../stepClasses/findSource.ts";
import { listClasses } from "../uses/readSteps.ts";

interface KeptVersion {
  /** The version that comes in. */
  added: string;
  author: string;
  ports: Pick<ServicePorts, "applications" | "classSources" | "syncPacks">;
}

/**
 * Publishes applications that name no version of a pack with the one they have used so far: before a newer one comes in, as they
 * keep what they were published with (semantics, section 1). That is the newest that has all their classes; an application
 * whose classes no version has together stays without. Those of the pack itself are moved with it.
 */
export async function keepVersion(pack: string, { added, author, ports }: KeptVersion): Promise<void> {
  const { applications, classSources, syncPacks } = ports;
  const sources = classSources.list().filter(({ syncpack }) => syncpack === pack);
  const present = [...new Set(sources.flatMap(({ version }) => version ?? []))].sort(rcompare);
  const keep = async (name: string): Promise<void> => {
    const published = applications.findPublished(name);
    if (published === undefined) return;
    const versions = readPackVersions(published.document);
    if (typeof ownValue(versions ?? {}, pack) === "string") return;
    const used = listClasses(published.document).flatMap((named) => findSource(sources, named) ?? []);
    if (!used.some(({ version }) => version !== undefined && gt(added, version))) return;
    const hasAll = (version: string) =>
      used.every(({ file }) => sources.some((source) => source.version === version && source.file === file));
    const version = present.find((one) => hasAll(one) && gt(added, one));
    if (version === undefined) return;
    const document = replace(published.document, "syncpack_versions", { ...versions, [pack]: version });
    await applications.publish(name, {
      document,
      author,
      comment: `Keeps ${pack} ${version}`,
      expected: published.revision,
    });
  };
  for (const { name } of applications.list()) {
    if (syncPacks.findOwner({ kind: "application", name }) === pack) continue;
    await retryChanged(() => keep(name));
  }
}
