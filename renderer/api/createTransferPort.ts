import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { TransferPort } from "../state/ports/TransferPort.ts";

/** Imports and exports over the API. */
export function createTransferPort(client: ApiClient): TransferPort {
  return {
    async import({ archive, applications, configurations, stepClasses }, { choices, dryRun }) {
      const { items } = await client.call("import", {
        query: { dry_run: dryRun ? "true" : "false" } as never,
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
      return items.map((item) => ({
        kind: item.kind,
        name: item.name,
        original: item.renamed_from ?? item.name,
        action: item.action,
        message: item.message,
        unset: item.unset ?? [],
        neededBy: item.needed_by ?? [],
        isDraft: item.draft === true,
      }));
    },
    async exportArchive(application) {
      const response = await client.send("exportApplication", { params: { name: application } });
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
