import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";

/** `sluice connection list` */
export function connectionListCommand(options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const list = await client.call("listConnections");
    if (output.isJson) {
      output.json(list.map(({ name, kind, friendly_name }) => ({ name, kind, friendlyName: friendly_name })));
    } else if (list.length === 0) {
      output.note('There are no connections yet. "sluice config set NAME --connection KIND" makes one.');
    } else {
      printTable(output, list, [
        { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
        { title: "KIND", value: ({ kind }) => kind },
        { title: "TITLE", value: ({ friendly_name }) => friendly_name },
      ]);
    }
    return 0;
  });
}

/** `sluice connection test NAME`; 1 when it cannot be made. */
export function connectionTestCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    const { ok, message } = await client.call("testConnection", { params: { name } });
    if (output.isJson) output.json({ name, ok, message });
    else if (ok) output.line(`${output.style("green", "✔")} ${name}: ${message}`);
    else output.line(`${output.style("red", "✘")} ${name}: ${message}`);
    return ok ? 0 : 1;
  });
}
