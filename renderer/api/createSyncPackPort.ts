import { isSluiceError } from "../../core/base/SluiceError.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { Operations } from "../../core/client/Operations.ts";
import type {
  PackRights,
  PackSignature,
  PackStage,
  PackTrust,
  PackUse,
  PackVersion,
  SyncPackPort,
} from "../state/ports/SyncPackPort.ts";

type PackJson = Operations["listSyncPacks"]["answer"][number];
type TrustJson = NonNullable<Operations["getSyncPack"]["answer"]["trust"]>;

/** The SyncPacks over the API. */
export function createSyncPackPort(client: ApiClient): SyncPackPort {
  return {
    list: async () => (await client.call("listSyncPacks")).map(toPack),
    async read(name, version) {
      const found = await orNothing(client.call("getSyncPack", { params: { name }, query: queryOf(version) }));
      if (found === undefined) return undefined;
      const { trust, used_by } = found;
      return { ...toPack(found), trust: trust === null ? undefined : toTrust(trust), usedBy: used_by.map(toUse) };
    },
    async readFile(name, { version, path }) {
      const query = { ...queryOf(version), path };
      const found = await orNothing(client.call("getSyncPackFile", { params: { name }, query }));
      return found && { bytes: found.bytes, text: found.text ?? undefined };
    },
    async upload(archive, { replace, signature, signal }) {
      const query = {
        force: replace ? ("true" as const) : ("false" as const),
        ...(signature === undefined ? {} : { signature }),
      };
      const answer = await client.send("uploadSyncPack", {
        query,
        archive,
        archiveType: "application/gzip",
        ...(signal === undefined ? {} : { signal }),
      });
      return toPack((await answer.json()) as PackJson);
    },
    async bringIn(name, { version, works, tarballs, allowScripts }) {
      const folder = tarballs === undefined ? {} : { packages: tarballs };
      const scripts = allowScripts.length === 0 ? {} : { allow_scripts: [...allowScripts] };
      const body = { version, works: [...works], ...folder, ...scripts };
      return (await client.call("startSyncPackRun", { params: { name }, body })).id ?? undefined;
    },
    async listKeepers(name) {
      const keepers = await client.call("listSyncPackApplications", { params: { name } });
      return keepers.map(({ application, version }) => ({ application, version: version ?? undefined }));
    },
    async move(name, { version, applications }) {
      const body = { version, applications: [...applications] };
      const moves = await client.call("upgradeSyncPackApplications", { params: { name }, body });
      return moves.map(({ application, from, result, problems }) => ({
        application,
        from: from ?? undefined,
        problems: result === "refused" ? problems.map(({ message }) => message) : undefined,
      }));
    },
    knownKeys: async () => (await client.call("getSettings")).pack_keys,
    async setKnownKeys(keys) {
      await client.call("changeSettings", { body: { pack_keys: [...keys] } });
    },
    async remove(name, { version, force }) {
      const query = { version, force: force ? ("true" as const) : ("false" as const) };
      await client.call("deleteSyncPack", { params: { name }, query });
    },
  };
}

function queryOf(version: string | undefined): { version?: string } {
  return version === undefined ? {} : { version };
}

function toPack(json: PackJson): PackVersion {
  const { name, version, summary, description, author, tags, steps, applications, configurations, schedules } = json;
  return {
    ...{ name, version, summary, description, author, tags, steps, applications, configurations, schedules },
    friendlyName: json.friendly_name,
    stage: toStage(json),
    isActivated: json.activated,
    isInstalled: json.installed,
    problem: json.problem ?? undefined,
  };
}

function toStage({ read_only, problem, installed, activated }: PackJson): PackStage {
  if (read_only) return "shipped";
  if (problem !== null) return "failed";
  if (installed) return "installed";
  return activated ? "active" : "uploaded";
}

const rightNames: Readonly<Record<string, keyof PackRights>> = {
  child_processes: "childProcesses",
  native_code: "nativeCode",
};

function toTrust(json: TrustJson): PackTrust {
  const { hash, uploaded_by, uploaded_at, files, dependencies, permissions, enforced } = json;
  const { child_processes, native_code, ...rights } = permissions;
  return {
    hash,
    files,
    signature: toSignature(json),
    uploadedBy: uploaded_by,
    uploadedAt: Date.parse(uploaded_at),
    dependencies: dependencies.map(({ install_scripts, ...one }) => ({ ...one, installScripts: install_scripts })),
    rights: { ...rights, childProcesses: child_processes, nativeCode: native_code },
    enforced: new Set(enforced.map((right) => rightNames[right] ?? (right as keyof PackRights))),
  };
}

function toSignature({ signature, signed_by }: TrustJson): PackSignature {
  if (signature === "none" || signed_by === null) return { state: "none" };
  const { key_id: keyId, name, comment } = signed_by;
  return signature === "unknown" ? { state: signature, keyId } : { state: signature, keyId, name: name ?? "", comment };
}

/** The host names what uses a pack as `application NAME` or `schedule NAME`. */
function toUse(text: string): PackUse {
  const [by, ...rest] = text.split(" ");
  return { by: by === "schedule" ? "schedule" : "application", name: rest.join(" ") };
}

/** undefined for what the host does not have. */
async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isSluiceError(error, "not_found")) return undefined;
    throw error;
  }
}
