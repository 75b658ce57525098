import { createSecureContext } from "node:tls";
import { SluiceError } from "../../base/SluiceError.ts";
import { isLoopback, serveHost } from "../../serveHost.ts";
import { connectRunning } from "../connectHost.ts";
import { dataFolderOf } from "../dataFolderOf.ts";
import { withOwner } from "../openHost.ts";
import type { CommonOptions } from "../options.ts";
import { plural } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { readText } from "../readInput.ts";
import { openCommand } from "./open.ts";
import { onInterrupt } from "./watchRun.ts";

export interface ServeCommandOptions extends CommonOptions {
  host: string;
  port: string;
  socket?: string;
  /** `--no-tcp`: only the local socket. */
  tcp: boolean;
  allowHost?: string[];
  allowOrigin?: string[];
  tlsCert?: string;
  tlsKey?: string;
  hold?: boolean;
  /** Also shows the editor in the browser. */
  open?: boolean;
  steps?: string[];
}

/** How long running steps may go on after Ctrl+C before they are stopped and recovered at the next start, ms. */
const drainMs = 10_000;

/** `sluice serve`: owns the data folder and answers until Ctrl+C. */
export async function serveCommand(options: ServeCommandOptions): Promise<number> {
  const output = createOutput(options);
  if (options.open === true && (await connectRunning(dataFolderOf(options))) !== undefined) {
    return openCommand({ ...options, browser: true });
  }
  const tcp = options.tcp ? { host: options.host, port: parsePort(options.port) } : undefined;
  const tls = readTls(options);
  if (tcp !== undefined && tls === undefined && !isLoopback(tcp.host)) {
    output.note("Without --tls-cert, passwords and tokens travel readable over the network.");
  }
  return withOwner({ ...options, graceMs: drainMs }, async (host) => {
    const served = await serveHost(host, {
      ...(tcp === undefined ? {} : { tcp }),
      ...(options.socket === undefined ? {} : { socket: options.socket }),
      ...(tls === undefined ? {} : { tls }),
      hosts: options.allowHost ?? [],
      origins: (options.allowOrigin ?? []).map(readOrigin),
    });
    const stopped = new Promise<void>((resolve) => onInterrupt(resolve));
    try {
      const resumed = options.hold === true ? [] : await host.resume();
      if (options.hold !== true) {
        host.startSchedules();
        host.startUpkeep();
      }
      printStart(output, { ...served, dataFolder: host.dataFolder, resumed });
      if (options.open === true) await openCommand({ ...options, browser: true });
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

/** As a browser sends it: scheme, name and port, nothing else. */
function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "")
    return url.origin;
  throw new SluiceError(
    "wrong_use",
    `--allow-origin takes an origin such as https://portal.example.org, not "${text}".`,
  );
}

function printStart(
  output: Output,
  {
    url,
    socket,
    dataFolder,
    firstToken,
    resumed,
  }: { url: string | undefined; socket: string; dataFolder: string; firstToken: string | undefined; resumed: string[] },
): void {
  if (output.isJson) {
    output.json({ type: "serving", url, socket, data_folder: dataFolder, first_token: firstToken, resumed });
    return;
  }
  if (url !== undefined) {
    output.line(`Sluice answers on ${url}`);
    output.line(`Documentation     ${url}/api/v1/docs`);
  }
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

function readTls({ tlsCert, tlsKey }: ServeCommandOptions): { cert: string; key: string } | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new SluiceError("wrong_use", "TLS takes both a certificate, --tls-cert, and its key, --tls-key.");
  }
  const tls = { cert: readText(tlsCert), key: readText(tlsKey) };
  try {
    createSecureContext(tls);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SluiceError("wrong_use", `${tlsCert} and ${tlsKey} are no certificate and its key: ${reason}`, { cause });
  }
  return tls;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new SluiceError("wrong_use", `--port takes a number from 0 to 65535, not "${text}".`);
}
