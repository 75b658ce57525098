import { SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import type { Operations } from "../../client/Operations.ts";
import { formatTime, plural, safeLines } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";

type Entry = Operations["listTrash"]["answer"][number];

/** `sluice trash list`; newest first. */
export function trashListCommand(options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const entries = await client.call("listTrash");
    if (output.isJson) output.json(entries);
    else if (entries.length === 0) output.note("The trash is empty. What is deleted stays in it for 30 days.");
    else {
      printTable(output, entries, [
        { title: "ID", value: ({ id }) => id },
        { title: "KIND", value: ({ kind }) => wordOf(kind) },
        { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
        { title: "DELETED", value: ({ deleted_at }) => formatTime(Date.parse(deleted_at)) },
        { title: "BY", value: ({ deleted_by }) => safeLines(deleted_by) },
        { title: "UNTIL", value: ({ expires_at }) => formatTime(Date.parse(expires_at)) },
      ]);
    }
    return 0;
  });
}

/** `sluice trash restore NAME|ID...`; each under its name. */
export function trashRestoreCommand(given: string[], options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    for (const { id } of await findEntries(client, given)) {
      print(output, { done: "Restored", entry: await client.call("restoreTrash", { params: { trash_id: id } }) });
    }
    return 0;
  });
}

/** `sluice trash empty [NAME|ID...]`; for good. Without names everything, which has to be said. */
export function trashEmptyCommand(given: string[], options: ClientWish & { all?: boolean }): Promise<number> {
  const output = createOutput(options);
  if ((given.length === 0) !== (options.all === true)) {
    throw new SluiceError(
      "wrong_use",
      "trash empty takes the names or ids of what is to be deleted for good, or --all.",
    );
  }
  return withClient(options, async (client) => {
    const entries = options.all === true ? await client.call("listTrash") : await findEntries(client, given);
    for (const { id } of entries) {
      print(output, {
        done: "Deleted for good:",
        entry: await client.call("purgeTrash", { params: { trash_id: id } }),
      });
    }
    if (entries.length === 0) output.note("The trash is empty.");
    return 0;
  });
}

/** By id, else by name. All are found before anything is done. Throws `not_found`, and `wrong_use` for a name of several. */
async function findEntries(client: ApiClient, given: readonly string[]): Promise<Entry[]> {
  const entries = await client.call("listTrash");
  const found = [...new Set(given)].map((text): Entry => {
    const byId = entries.find(({ id }) => id === text);
    if (byId !== undefined) return byId;
    const [first, ...others] = entries.filter(({ name }) => name === text);
    if (first === undefined) {
      throw new SluiceError("not_found", `There is no "${text}" in the trash. "sluice trash list" shows what is.`, {
        details: { name: text },
      });
    }
    if (others.length === 0) return first;
    throw new SluiceError(
      "wrong_use",
      `"${text}" is in the trash ${plural(others.length + 1, "time")}. Name one by its id: ${[first, ...others].map(({ id, kind }) => `${id} (${wordOf(kind)})`).join(", ")}.`,
    );
  });
  return [...new Map(found.map((entry) => [entry.id, entry])).values()];
}

function print(output: Output, { done, entry }: { done: string; entry: Entry }): void {
  if (output.isJson) output.json(entry);
  else output.line(`${output.style("green", "✔")} ${done} ${wordOf(entry.kind)} ${output.style("bold", entry.name)}`);
}

function wordOf(kind: Entry["kind"]): string {
  return kind.replace("_", " ");
}
