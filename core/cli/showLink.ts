import { join } from "node:path";
import { writePrivateFile } from "../api/writePrivateFile.ts";
import { openBrowser } from "./openBrowser.ts";
import type { Output } from "./output/Output.ts";

/** The address of the editor with a code that logs in. */
export function linkOf(url: string, code: string): string {
  return `${url}/#open=${code}`;
}

/**
 * Shows a link that logs in in the browser of this user; false = there is none to be found. The code stands in a file that only
 * this user can read: arguments of processes are there for all to see.
 */
export function showLink(dataFolder: string, link: string): Promise<boolean> {
  const file = join(dataFolder, "open.html");
  const refresh = `<meta http-equiv="refresh" content="0;url=${link}">`;
  writePrivateFile(file, `<!doctype html><meta charset="utf-8">${refresh}<title>Sluice</title>\n`);
  return openBrowser(file);
}

/** Says where the editor is shown, or the link that shows it. */
export function printLink(output: Output, { url, link, isOpen }: { url: string; link: string; isOpen: boolean }): void {
  if (output.isJson) output.json({ link, opened: isOpen });
  else if (isOpen) output.line(`Opened ${url} in the browser.`);
  else output.line(`Open within a minute, once: ${link}`);
}
