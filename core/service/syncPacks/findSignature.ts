import { isJsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { KnownKey, SignatureFinding } from "../ports/PackSignatures.ts";
import type { StoredPack } from "../ports/SyncPackRepository.ts";
import type { ServicePorts } from "../ServicePorts.ts";

type Ports = Pick<ServicePorts, "packSignatures" | "settings">;

/** The name of the setting with the keys that are trusted to sign SyncPacks. */
export const knownKeysSetting = "pack_keys";

/** The keys that are trusted to sign SyncPacks, as they are set. */
export function readKnownKeys(settings: ServicePorts["settings"]): KnownKey[] {
  const stored: JsonValue | undefined = settings.get(knownKeysSetting);
  if (!Array.isArray(stored)) return [];
  return stored.filter(isJsonObject).flatMap((one) => {
    const [name, key] = [ownValue(one, "name"), ownValue(one, "key")];
    return typeof name === "string" && typeof key === "string" ? [{ name, key }] : [];
  });
}

/** Who signed a pack that was uploaded, judged by the keys that are known now; undefined = nobody. */
export function findSignature(
  { contents, signature }: StoredPack,
  { packSignatures, settings, syncPacks }: Ports & Pick<ServicePorts, "syncPacks">,
): SignatureFinding | undefined {
  if (signature === undefined) return undefined;
  const archive = syncPacks.readArchive(contents.meta.name, contents.meta.version) ?? new Uint8Array();
  return packSignatures.check(archive, { signature, keys: readKnownKeys(settings) });
}

/** Throws `invalid_pack` for a signature that is not what a known key signed. */
export function assertNotForged(pack: { name: string; version: string }, finding: SignatureFinding | undefined): void {
  if (finding?.state !== "bad") return;
  const { name, version } = pack;
  throw new SluiceError(
    "invalid_pack",
    `The SyncPack "${name}" ${version} is not what the key of ${finding.name} (${finding.keyId}) signed. Get it again from where it is from.`,
    { details: { name, version, keyId: finding.keyId } },
  );
}
