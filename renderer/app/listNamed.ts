import { toClassAddress } from "../screens/steps/toClassAddress.ts";
import { toPackAddress } from "../screens/syncPacks/toPackAddress.ts";
import type { NamedPlace } from "../state/ports/PlacePort.ts";
import type { TextKey } from "../text/english.ts";
import type { AppPorts } from "./AppPorts.ts";
import { toAddress } from "./addresses.ts";
import { targets } from "./Rail.tsx";

/** The places of the program, by what they are called. */
export function listPlaces(t: (key: TextKey) => string): NamedPlace[] {
  return targets.map(({ address, title, icon }) => ({ ...named("place", { name: t(title) }, address), icon }));
}

/** What else can be opened by its name, applications first. Rejects when these cannot be read; what else cannot be is left out. */
export async function listNamed(
  ports: Pick<AppPorts, "listApplications" | "classes" | "places">,
): Promise<NamedPlace[]> {
  const { configurations, syncPacks } = ports.places ?? {};
  const orNone = async <T>(list: Promise<readonly T[]> | undefined): Promise<readonly T[]> =>
    (await list?.catch(() => undefined)) ?? [];
  const [applications, known, classes, packs] = await Promise.all([
    ports.listApplications(),
    orNone(configurations?.list()),
    ports.classes.list().catch(() => undefined),
    orNone(syncPacks?.list()),
  ]);
  return [
    ...applications.map(({ name, friendlyName }) => named("application", { name, friendlyName }, toAddress({ name }))),
    ...known.map(({ name, friendlyName }) =>
      named("configuration", { name, friendlyName }, `/configurations/${encodeURIComponent(name)}`),
    ),
    ...(classes?.classes ?? []).map(({ file, friendlyName, syncpack }) =>
      named("class", { name: file, friendlyName }, toClassAddress({ file, syncpack })),
    ),
    // The newest of each is where its address leads.
    ...[...new Map(packs.map((pack) => [pack.name, pack])).values()].map(({ name, friendlyName }) =>
      named("syncPack", { name, friendlyName }, toPackAddress({ name })),
    ),
  ];
}

function named(
  kind: NamedPlace["kind"],
  { name, friendlyName = "" }: { name: string; friendlyName?: string | undefined },
  address: string,
): NamedPlace {
  return { kind, name, label: friendlyName || name, address };
}
