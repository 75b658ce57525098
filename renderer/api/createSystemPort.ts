import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { Operations } from "../../core/client/Operations.ts";
import type { SystemPort, SystemSettings } from "../state/ports/SystemPort.ts";

/** The program itself over the API. */
export function createSystemPort(client: ApiClient): SystemPort {
  return {
    queues: () => client.call("listQueues"),
    async setQueue(name, capacity) {
      await client.call("setQueue", { params: { queue: name }, body: { capacity } });
    },
    async workers() {
      const { workers, restarts } = await client.call("listWorkers");
      return {
        restarts,
        workers: workers.map(({ task, ...worker }) => ({
          ...worker,
          task: task === null ? undefined : { application: task.application, step: task.step },
        })),
      };
    },
    settings: async () => toSettings(await client.call("getSettings")),
    async changeSettings({ resultExpires, reportExpires, attemptTimeout, memoryMb }) {
      const body = {
        ...(resultExpires === undefined ? {} : { result_expires: resultExpires }),
        ...(reportExpires === undefined ? {} : { report_expires: reportExpires }),
        ...(attemptTimeout === undefined ? {} : { attempt_timeout: attemptTimeout }),
        ...(memoryMb === undefined ? {} : { limits: { memory_mb: memoryMb } }),
      };
      return toSettings(await client.call("changeSettings", { body }));
    },
    async tokens() {
      const list = await client.call("listTokens");
      return list.map(({ name, role, user, created_at }) => ({ name, role, user, createdAt: Date.parse(created_at) }));
    },
    addToken: async (name, role) => (await client.call("createToken", { body: { name, role } })).token,
    async removeToken(name) {
      await client.call("revokeToken", { params: { name } });
    },
    async owners() {
      const list = await client.call("listOwners");
      return list.map(({ owner, role, has_password, has_second_factor }) => ({
        name: owner,
        role,
        hasPassword: has_password,
        hasSecondFactor: has_second_factor,
      }));
    },
    async addOwner(name, { role, password }) {
      await client.call("addOwner", { body: { owner: name, role, ...(password === "" ? {} : { password }) } });
    },
    async changeOwner(name, role) {
      await client.call("changeOwner", { params: { owner: name }, body: { role } });
    },
    async removeOwner(name) {
      await client.call("deleteOwner", { params: { owner: name } });
    },
    async dataFolder() {
      const { saved_data: savedData, ...rest } = await client.call("getDataFolder");
      return { ...rest, savedData };
    },
    about: () => client.call("getAbout"),
  };
}

function toSettings(json: Operations["getSettings"]["answer"]): SystemSettings {
  return {
    resultExpires: json.result_expires,
    reportExpires: json.report_expires,
    attemptTimeout: json.attempt_timeout,
    memoryMb: json.limits.memory_mb,
  };
}
