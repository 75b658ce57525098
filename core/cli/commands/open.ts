import { readHostFile } from "../../api/hostFile.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { connectRunning } from "../connectHost.ts";
import { dataFolderOf } from "../dataFolderOf.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput } from "../output/Output.ts";
import { printLink, showLink } from "../showLink.ts";

export interface OpenOptions extends CommonOptions {
  /** `--no-browser`: only print the link. */
  browser: boolean;
}

/** `sluice open`: shows the editor of the running host, logged in. Throws `not_found` when none runs. */
export async function openCommand(options: OpenOptions): Promise<number> {
  const output = createOutput(options);
  const dataFolder = dataFolderOf(options);
  const url = readHostFile(dataFolder)?.url;
  const client = await connectRunning(dataFolder);
  if (client === undefined) {
    throw new SluiceError("not_found", `No host runs on ${dataFolder}. "sluice serve" starts one.`);
  }
  if (url === undefined) {
    throw new SluiceError("not_found", "The running host has no address for a browser. Start it without --no-tcp.");
  }
  const { path } = await client.call("createOpenCode");
  const link = `${url}${path}`;
  const isOpen = options.browser && (await showLink(dataFolder, link));
  printLink(output, { url, link, isOpen });
  return 0;
}
