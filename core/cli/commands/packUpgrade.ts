import { SluiceError } from "../../base/SluiceError.ts";
import type { Operations } from "../../client/Operations.ts";
import { oneLine } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { type ClientWish, withClient } from "../withClient.ts";

type User = Operations["listSyncPackApplications"]["answer"][number];
type Upgrade = Operations["upgradeSyncPackApplications"]["answer"][number];

export interface PackUpgradeOptions extends ClientWish {
  version?: string;
  app?: string[];
  yes?: boolean;
}

/** `sluice pack upgrade-apps NAME`; without `--yes` says only which versions the applications keep. */
export function packUpgradeCommand(name: string, options: PackUpgradeOptions): Promise<number> {
  const output = createOutput(options);
  const { version, app: applications } = options;
  return withClient(options, async (client) => {
    if (options.yes !== true) {
      const users = await client.call("listSyncPackApplications", { params: { name } });
      if (!output.isJson) printUsers(output, { name, users });
      throw new SluiceError("wrong_use", "Nothing was published. Add --yes when that is what you want.");
    }
    const body = {
      ...(version === undefined ? {} : { version }),
      ...(applications === undefined ? {} : { applications }),
    };
    const upgrades = await client.call("upgradeSyncPackApplications", { params: { name }, body });
    if (output.isJson) output.json(upgrades);
    else printUpgrades(output, { name, upgrades });
    return upgrades.some(({ result }) => result === "refused") ? 3 : 0;
  });
}

function printUsers(output: Output, { name, users }: { name: string; users: User[] }): void {
  if (users.length === 0) output.line(`No application of yours has steps of ${name}.`);
  else {
    printTable(output, users, [
      { title: "APPLICATION", value: ({ application }) => oneLine(application) },
      { title: "KEEPS", value: ({ version }) => version ?? "the newest" },
    ]);
  }
}

function printUpgrades(output: Output, { name, upgrades }: { name: string; upgrades: Upgrade[] }): void {
  const { style } = output;
  for (const { application, from, to, result, problems } of upgrades) {
    const change = from === null ? to : `${from} to ${to}`;
    if (result === "published") output.line(`${style("green", "✔")} ${oneLine(application)}: ${name} ${change}`);
    else if (result === "unchanged") output.line(style("dim", `  ${oneLine(application)} keeps ${to} already`));
    else
      output.line(
        `${style("red", "✖")} ${oneLine(application)} stays with ${from ?? "the newest"}: ${name} ${to} does not fit`,
      );
    if (result === "refused") for (const { message } of problems) output.line(`    ${oneLine(message)}`);
  }
  if (upgrades.length === 0) output.line(`No application of yours has steps of ${name}.`);
}
