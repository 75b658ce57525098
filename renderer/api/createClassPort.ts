import type { JsonObject } from "../../core/base/json.ts";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import type { ClassList, ClassPort } from "../state/ports/ClassPort.ts";
import type { HostFeed } from "./createHostFeed.ts";
import { readClassList } from "./readClassList.ts";

/** How many runs are looked at for data of a step. */
const recentRuns = 5;

/** The step classes over the API. */
export function createClassPort(client: ApiClient, feed: HostFeed): ClassPort {
  return {
    list: () => listClasses(client),
    async open(name, { syncpack, packVersion } = {}) {
      const params = { name };
      const found = await orNothing(
        client.call("getStep", {
          params,
          query: {
            ...(syncpack === undefined ? {} : { syncpack }),
            ...(packVersion === undefined ? {} : { pack_version: packVersion }),
          },
        }),
      );
      const draft =
        found === undefined || found.has_draft ? await orNothing(client.call("getStepDraft", { params })) : undefined;
      const text = draft ?? found;
      if (text === undefined) throw new Error(`There is no step class "${name}".`);
      return {
        code: text.code,
        main: text.main,
        files: text.files as Record<string, string>,
        isOwn: found?.own ?? true,
        isDraft: draft !== undefined,
        owner: found?.owner ?? "",
        manifest: found?.manifest == null ? undefined : fromJsonNames<StepManifest>(found.manifest as never),
        usedBy: found?.used_by ?? [],
      };
    },
    async saveDraft(name, code) {
      const { manifest, problem, errors } = await client.call("saveStepDraft", { params: { name }, body: { code } });
      return {
        manifest: manifest === null ? undefined : fromJsonNames<StepManifest>(manifest as never),
        problem: problem ?? undefined,
        errors: errors.map(({ file, line, column, detail }) => ({ file, line, column, message: detail })),
      };
    },
    async discardDraft(name) {
      await orNothing(client.call("discardStepDraft", { params: { name } }));
    },
    async publish(name) {
      return (await client.call("publishStep", { params: { name }, body: null })).used_by;
    },
    async create(name, code) {
      await client.call("publishStep", { params: { name }, body: { code, files: {} } });
    },
    async copy(name, { syncpack, to, friendlyName }) {
      const query = syncpack === undefined ? {} : { syncpack };
      const called = friendlyName === undefined ? {} : { friendly_name: friendlyName };
      await client.call("copyStep", { params: { name }, query, body: { to, ...called } });
    },
    async remove(name) {
      await client.call("deleteStep", { params: { name } });
    },
    async versions(name) {
      const versions = await client.call("listStepVersions", { params: { name } });
      return versions.map(({ hash, created_at, current }) => ({
        hash,
        createdAt: Date.parse(created_at),
        isCurrent: current,
      }));
    },
    async versionCode(name, hash) {
      return (await client.call("getStepVersion", { params: { name, hash } })).code;
    },
    subscribe: (listener) =>
      feed.subscribe((event) => {
        if (event.type === "stepclass.saved" || event.type === "documents.missed") listener();
      }),
    async readSchemas(application, steps) {
      const { runs } = await client.call("listRuns", { query: { application, limit: recentRuns } });
      const schemas = new Map<string, JsonObject>();
      for (const { id } of runs) {
        const missing = steps.filter((step) => !schemas.has(step));
        if (missing.length === 0) break;
        const list = await client.call("listStepRuns", { params: { run_id: id } });
        for (const { id: step, step_id, state, data } of list) {
          if (step_id == null || !missing.includes(step_id) || state !== "SUCCESS" || data == null) continue;
          const schema = await orNothing(client.call("getStepDataSchema", { params: { run_id: id, step } }));
          if (schema !== undefined) schemas.set(step_id, schema as JsonObject);
        }
      }
      return schemas;
    },
  };
}

async function listClasses(client: ApiClient): Promise<ClassList> {
  const [list, packs] = await Promise.all([
    client.call("listSteps", { query: { all_versions: "true" } }),
    client.call("listSyncPacks"),
  ]);
  return readClassList(list, packs);
}

/** undefined for what the host does not have, or no longer has. */
async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isSluiceError(error, "not_found") || isSluiceError(error, "outputs_expired")) return undefined;
    throw error;
  }
}
