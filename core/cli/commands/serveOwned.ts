import type { FolderLock } from "../../lockFolder.ts";
import { serveHost } from "../../serveHost.ts";
import { computerIdentity } from "../../service/access/Identity.ts";
import { breathe, firstBreath } from "../breathe.ts";
import type { HostDoor } from "../HostDoor.ts";
import { withOwner } from "../openHost.ts";
import { plural } from "../output/formats.ts";
import type { Output } from "../output/Output.ts";
import { linkOf, printLink, showLink } from "../showLink.ts";
import type { ServeCommandOptions } from "./serve.ts";
import { onInterrupt } from "./watchRun.ts";

interface Parts {
  output: Output;
  lock: FolderLock;
  door: HostDoor | undefined;
  origins: readonly string[];
  /** Logs a browser in; undefined = none is to be opened. */
  code: string | undefined;
  /** The browser has the link with the code already. */
  isOpen: boolean;
}

/** How long running steps may go on after Ctrl+C before they are stopped and recovered at the next start, ms. */
const drainMs = 10_000;

/** Owns the data folder and answers through a door until Ctrl+C. */
export function serveOwned(
  options: ServeCommandOptions,
  { output, lock, door, origins, code, isOpen }: Parts,
): Promise<number> {
  const announced = door?.url;
  return withOwner({ ...options, graceMs: drainMs, lock }, async (host) => {
    const { openCodes } = host.services.access;
    if (code !== undefined && isOpen) openCodes.admit(code, computerIdentity);
    await breathe();
    const served = await serveHost(host, {
      door,
      ...(options.socket === undefined ? {} : { socket: options.socket }),
      hosts: options.allowHost ?? [],
      origins,
    });
    const stopped = new Promise<void>((resolve) => onInterrupt(resolve));
    try {
      // What a browser asked for meanwhile comes first.
      await breathe(isOpen ? firstBreath : undefined);
      await served.count();
      const resumed = options.hold === true ? [] : await host.resume();
      if (options.hold !== true) {
        host.startSchedules();
        host.startUpkeep();
      }
      printStart(output, { ...served, announced, dataFolder: host.dataFolder, resumed });
      if (code !== undefined && served.url !== undefined) {
        const { url } = served;
        const link = linkOf(url, code);
        // Its minute begins when somebody can see it.
        if (!isOpen) openCodes.admit(code, computerIdentity);
        printLink(output, { url, link, isOpen: isOpen || (await showLink(host.dataFolder, link)) });
      }
      await stopped;
      output.note(
        "Stopping. Running steps have 10 s; what is left goes on at the next start. Ctrl+C again quits at once.",
      );
    } finally {
      await served.close();
    }
    return 0;
  });
}

interface Start {
  url: string | undefined;
  /** The address that was said already. */
  announced: string | undefined;
  socket: string;
  dataFolder: string;
  firstToken: string | undefined;
  resumed: string[];
}

function printStart(output: Output, { url, announced, socket, dataFolder, firstToken, resumed }: Start): void {
  if (output.isJson) {
    output.json({ type: "serving", url, socket, data_folder: dataFolder, first_token: firstToken, resumed });
    return;
  }
  if (url !== undefined && url !== announced) output.line(`Sluice answers on ${url}`);
  if (url !== undefined) output.line(`Documentation     ${url}/api/v1/docs`);
  output.line(`Local socket      ${socket}`);
  output.line(`Data folder       ${dataFolder}`);
  output.line(
    firstToken === undefined
      ? 'Tokens            "sluice token create NAME" makes one'
      : `Token             the first one is in ${firstToken}, for your eyes only`,
  );
  if (resumed.length > 0) output.line(`Took up ${plural(resumed.length, "unfinished run")}.`);
  output.line("Ctrl+C stops it.");
}
