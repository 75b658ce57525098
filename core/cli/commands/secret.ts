import { formatTime } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { readText } from "../readInput.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";

/** `sluice secret list`; names only. */
export function secretListCommand(options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const list = await client.call("listSecrets");
    if (output.isJson) {
      output.json(list.map(({ name, updated_at, usable }) => ({ name, usable, updatedAt: updated_at })));
    } else if (list.length === 0) {
      output.note('There are no secrets yet. "sluice secret set NAME < FILE" makes one.');
    } else {
      printTable(output, list, [
        { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
        { title: "CHANGED", value: ({ updated_at }) => formatTime(Date.parse(updated_at)) },
        { title: "", value: ({ usable }) => (usable ? "" : "of another key: set it again") },
      ]);
    }
    return 0;
  });
}

/** `sluice secret set NAME`; the value comes from stdin, without its last line end. */
export function secretSetCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  const value = readText("-").replace(/\r?\n$/, "");
  return withClient(options, async (client) => {
    const { created } = await client.call("setSecret", { params: { name }, body: { value } });
    if (output.isJson) output.json({ name, created });
    else {
      const use = `A configuration names it as $SECRET(${name}).`;
      output.line(`${output.style("green", "✔")} ${created ? "Made" : "Changed"} the secret "${name}". ${use}`);
    }
    return 0;
  });
}

/** `sluice secret delete NAME` */
export function secretDeleteCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    await client.call("deleteSecret", { params: { name } });
    if (output.isJson) output.json({ name, deleted: true });
    else output.line(`Deleted the secret "${name}".`);
    return 0;
  });
}
