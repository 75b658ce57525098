import type { JsonObject } from "../../core/base/json.ts";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { TransferPort } from "../state/ports/TransferPort.ts";
import type { HostFeed } from "./createHostFeed.ts";

/** Imports and exports over the API. `window` is the id of this window: it can undo what it imported. */
export function createTransferPort(
  client: ApiClient,
  { window, feed }: { window: string; feed: Pick<HostFeed, "subscribe"> },
): TransferPort {
  let imports = 0;
  return {
    async import({ archive, applications, configurations, stepClasses }, { choices, dryRun, signal, onProgress }) {
      imports += 1;
      const work = `${window} ${imports}`;
      const unsubscribe = feed.subscribe((event) => {
        if (event.type === "import.progress" && event.work === work) onProgress?.(event);
      });
      const answer = client.call("import", {
        query: { dry_run: dryRun ? "true" : "false", as_draft: "true", client: window, work } as never,
        ...(signal === undefined ? {} : { signal }),
        body: {
          ...(archive === undefined ? {} : { archive: toBase64(archive) }),
          applications,
          configurations,
          step_classes: stepClasses,
          choices: choices.map(({ newName, ...choice }) => ({
            ...choice,
            ...(newName === undefined ? {} : { new_name: newName }),
          })),
        } as never,
      });
      const { items } = await answer.finally(unsubscribe);
      return items.map((item) => ({
        kind: item.kind,
        name: item.name,
        original: item.renamed_from ?? item.name,
        action: item.action,
        message: item.message,
        unset: item.unset ?? [],
        neededBy: item.needed_by ?? [],
        errors: item.problems?.filter(({ severity }) => severity === "error").length ?? 0,
      }));
    },
    async fill(filling) {
      const params = { name: filling.name };
      if (filling.kind === "secret") await client.call("setSecret", { params, body: { value: filling.value } });
      else if (filling.kind === "queue") {
        await client.call("setQueue", { params: { queue: filling.name }, body: { capacity: filling.capacity } });
      } else {
        const { configuration, name, value } = filling;
        const variables = [{ name, value, encrypted: true }];
        await client.call("changeConfiguration", { params: { name: configuration }, body: { variables } });
      }
    },
    async addApplication(document) {
      try {
        const query = { overwrite: "false" } as never;
        return (await client.call("saveApplication", { query, body: document as never })).result;
      } catch (error) {
        if (isSluiceError(error, "already_exists")) return "taken";
        throw error;
      }
    },
    async readApplication(name) {
      return (await client.call("getApplication", { params: { name } })) as JsonObject;
    },
    async exportArchive(application, signal) {
      const given = signal === undefined ? {} : { signal };
      const response = await client.send("exportApplication", { params: { name: application }, ...given });
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

/** In pieces: a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
