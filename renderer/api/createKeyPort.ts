import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { KeyPort } from "../state/ports/KeyPort.ts";

/** Own setting of each user. */
const params = { key: "keymap" };

/** The keys that a user gave to commands, over the API. */
export function createKeyPort(client: Pick<ApiClient, "call">): KeyPort {
  return {
    async read() {
      // Asking for what is not there would be an error in the console of a browser.
      if (!(await client.call("listOwnSettings")).includes(params.key)) return undefined;
      return client.call("getOwnSetting", { params });
    },
    async save(keys) {
      const body = Object.fromEntries(Object.entries(keys).map(([id, given]) => [id, [...given]]));
      await client.call("setOwnSetting", { params, body });
    },
  };
}
