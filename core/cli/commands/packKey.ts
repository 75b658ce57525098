import { existsSync, readFileSync } from "node:fs";
import { SluiceError } from "../../base/SluiceError.ts";
import { oneLine } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";

interface Key {
  name: string;
  key: string;
}

/** `sluice pack key add NAME KEY` */
export function packKeyAddCommand({ name, key }: Key, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  const text = (existsSync(key) ? readFileSync(key, "utf8") : key).trim();
  return withClient(options, async (client) => {
    const { pack_keys } = await client.call("getSettings");
    const others = pack_keys.filter((one) => one.name !== name);
    await client.call("changeSettings", { body: { pack_keys: [...others, { name, key: text }] } });
    if (output.isJson) output.json({ name, key: text });
    else output.line(`${output.style("green", "✔")} SyncPacks that ${name} signed are known from now on.`);
    return 0;
  });
}

/** `sluice pack key list` */
export function packKeyListCommand(options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const { pack_keys } = await client.call("getSettings");
    if (output.isJson) output.json(pack_keys);
    else if (pack_keys.length === 0) output.line("No key is trusted to sign SyncPacks.");
    else {
      printTable(output, pack_keys, [
        { title: "NAME", value: ({ name }) => oneLine(name) },
        { title: "KEY", value: ({ key }) => key.split("\n").at(-1) ?? "" },
      ]);
    }
    return 0;
  });
}

/** `sluice pack key remove NAME` */
export function packKeyRemoveCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    const { pack_keys } = await client.call("getSettings");
    const left = pack_keys.filter((one) => one.name !== name);
    if (left.length === pack_keys.length) {
      throw new SluiceError("not_found", `There is no key of "${name}".`, { details: { name } });
    }
    await client.call("changeSettings", { body: { pack_keys: left } });
    if (output.isJson) output.json({ name, removed: true });
    else output.line(`${output.style("green", "✔")} What ${name} signed is no longer known.`);
    return 0;
  });
}
