import { ownValue } from "../../base/json.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import { retryChanged } from "../applications/retryChanged.ts";
import { replace } from "../configurations/sealConfiguration.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { findSource } from "../stepClasses/findSource.ts";
import { readSteps } from "../uses/readSteps.ts";

interface KeptVersion {
  /** What applications with steps of the pack have used so far. */
  version: string;
  author: string;
  ports: Pick<ServicePorts, "applications" | "classSources" | "syncPacks">;
}

/**
 * Publishes applications that name no version of a pack, and so take the newest, with the one they have used so far: before a
 * newer one comes in, as they keep what they were published with (semantics, section 1). Those of the pack itself are moved
 * with it.
 */
export async function keepVersion(pack: string, { version, author, ports }: KeptVersion): Promise<void> {
  const { applications, classSources, syncPacks } = ports;
  const sources = classSources.list().filter(({ syncpack }) => syncpack === pack);
  const keep = async (name: string): Promise<void> => {
    const present = applications.findPublished(name);
    if (present === undefined) return;
    const versions = readPackVersions(present.document);
    if (typeof ownValue(versions ?? {}, pack) === "string") return;
    const steps = readSteps(present.document, () => undefined);
    if (!steps.some((step) => findSource(sources, step) !== undefined)) return;
    const document = replace(present.document, "syncpack_versions", { ...versions, [pack]: version });
    await applications.publish(name, {
      document,
      author,
      comment: `Keeps ${pack} ${version}`,
      expected: present.revision,
    });
  };
  for (const { name } of applications.list()) {
    if (syncPacks.findOwner({ kind: "application", name }) === pack) continue;
    await retryChanged(() => keep(name));
  }
}
