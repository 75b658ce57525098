import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePrivateFile } from "../../api/writePrivateFile.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import { openBrowser } from "../openBrowser.ts";
import { createOutput } from "../output/Output.ts";
import { type ClientWish, withClient } from "../withClient.ts";
import { onInterrupt } from "./watchRun.ts";

/** Seconds that one question waits for the browser. */
const wait = 20;

export type LoginOptions = ClientWish & {
  /** `--no-browser`: only print the address. */
  browser: boolean;
};

/** `sluice connection login NAME`; 1 when nobody signed in. */
export function connectionLoginCommand(name: string, options: LoginOptions): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    const { address } = await client.call("startSignIn", { params: { name } });
    const page = writePage(address);
    const stopListening = onInterrupt(
      () => void client.call("cancelSignIn", { params: { name } }).catch(() => undefined),
    );
    try {
      const isOpen = options.browser && (await openBrowser(page.file));
      if (isOpen) output.note("Sign in in the browser. It waits for five minutes; Ctrl+C ends it.");
      // Said in any case: without it nobody can go on.
      else output.error(`Sign in within five minutes, in a browser on the computer of the host: ${address}`);
      const { state, message } = await waitForBrowser(client, name);
      const ok = state === "signed_in" && message === undefined;
      if (output.isJson) output.json({ name, ok, state, ...(message === undefined ? {} : { message }) });
      else if (ok) output.line(`${output.style("green", "✔")} ${name}: signed in`);
      else output.line(`${output.style("red", "✘")} ${name}: ${message ?? "Nobody has signed in."}`);
      return ok ? 0 : 1;
    } finally {
      stopListening();
      page.remove();
    }
  });
}

async function waitForBrowser(client: ApiClient, name: string) {
  for (;;) {
    const found = await client.call("getSignIn", { params: { name }, query: { wait } });
    if (found.state !== "waiting") return found;
  }
}

/** The address stands in a file that only this user can read: arguments of processes are there for all to see. */
function writePage(address: string): { file: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "sluice-sign-in-"));
  const file = join(folder, "open.html");
  const link = address.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const refresh = `<meta http-equiv="refresh" content="0;url=${link}">`;
  writePrivateFile(file, `<!doctype html><meta charset="utf-8">${refresh}<title>Sluice</title>\n`);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
