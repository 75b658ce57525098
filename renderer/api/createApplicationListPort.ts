import { SluiceError } from "../../core/base/SluiceError.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { ApplicationListPort } from "../state/ports/ApplicationListPort.ts";

/** Applications as a list over the API. `window`: the id of this window, which undoes its own gestures. */
export function createApplicationListPort(client: ApiClient, window: string): ApplicationListPort {
  return {
    async duplicate(name) {
      const list = await client.call("listApplications");
      const title = list.find((one) => one.name === name)?.friendly_name || name;
      const copy = freeName(
        name,
        list.map((one) => one.name),
      );
      const body = { client: window, name: copy, friendly_name: `${title} (copy)` };
      await client.call("copyApplication", { params: { name }, body });
      return copy;
    },
    async remove(name) {
      await client.call("deleteApplication", { params: { name } });
    },
    async restore(name) {
      const found = (await client.call("listTrash")).find((one) => one.kind === "application" && one.name === name);
      if (found === undefined)
        throw new SluiceError("not_found", `The deleted application "${name}" is not there any more.`);
      await client.call("restoreTrash", { params: { trash_id: String(found.id) } });
    },
  };
}

function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? `${name}_copy` : `${name}_copy_${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
