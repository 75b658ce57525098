import { join } from "node:path";
import { readHostFile } from "../../api/hostFile.ts";
import { writePrivateFile } from "../../api/writePrivateFile.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { connectRunning } from "../connectHost.ts";
import { dataFolderOf } from "../dataFolderOf.ts";
import { openBrowser } from "../openBrowser.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput } from "../output/Output.ts";

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
  const isOpen = options.browser && (await openBrowser(writeRedirectFile(dataFolder, link)));
  if (output.isJson) output.json({ link, opened: isOpen });
  else if (isOpen) output.line(`Opened ${url} in the browser.`);
  else output.line(`Open within a minute, once: ${link}`);
  return 0;
}

/** The code stands in a file that only this user can read: arguments of processes are there for all to see. */
function writeRedirectFile(dataFolder: string, link: string): string {
  const file = join(dataFolder, "open.html");
  const refresh = `<meta http-equiv="refresh" content="0;url=${link}">`;
  writePrivateFile(file, `<!doctype html><meta charset="utf-8">${refresh}<title>Sluice</title>\n`);
  return file;
}
