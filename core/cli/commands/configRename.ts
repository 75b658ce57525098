import { oneLine } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { type ClientWish, withClient } from "../withClient.ts";

interface Renaming {
  name: string;
  variable: string;
  newName: string;
}

/** `sluice config rename NAME VARIABLE NEW_NAME`; says what still asks for the old name. */
export function configRenameCommand({ name, variable, newName }: Renaming, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    const query = { kind: "config_variable" as const, configuration: name, name: variable };
    const uses = await client.call("findUses", { query });
    const body = { variables: [{ name: variable, rename_to: newName }] };
    await client.call("changeConfiguration", { params: { name }, body });
    if (output.isJson) {
      output.json({ name, variable, renamed_to: newName, uses });
      return 0;
    }
    output.line(`${output.style("green", "✔")} Renamed "${variable}" in ${name} to "${newName}".`);
    const users = [...new Set(uses.map((use) => `${use.by} ${use.name}${use.draft ? " (draft)" : ""}`))];
    if (users.length > 0) output.line(`These still ask for "${variable}":`);
    for (const user of users) output.line(`  ${oneLine(user)}`);
    return 0;
  });
}
