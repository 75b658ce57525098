import { randomBytes } from "node:crypto";
import { createSecureContext } from "node:tls";
import { isLoopback } from "../../base/isLoopback.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { type FolderLock, lockFolder } from "../../lockFolder.ts";
import { breathe, firstBreath } from "../breathe.ts";
import { dataFolderOf } from "../dataFolderOf.ts";
import { HostDoor } from "../HostDoor.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput } from "../output/Output.ts";
import { readText } from "../readInput.ts";
import { linkOf, showLink } from "../showLink.ts";

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

/** `sluice serve`: owns the data folder and answers until Ctrl+C. */
export async function serveCommand(options: ServeCommandOptions): Promise<number> {
  const output = createOutput(options);
  const dataFolder = dataFolderOf(options);
  if (options.open === true && !options.tcp) {
    throw new SluiceError("wrong_use", "A browser comes in by TCP: leave out either --open or --no-tcp.");
  }
  const tls = readTls(options);
  const origins = (options.allowOrigin ?? []).map(readOrigin);
  const { host } = options;
  const port = parsePort(options.port);
  if (options.tcp && tls === undefined && !isLoopback(host)) {
    output.note("Without --tls-cert, passwords and tokens travel readable over the network.");
  }
  let lock: FolderLock;
  try {
    lock = lockFolder(dataFolder);
  } catch (error) {
    if (options.open === true && (await isAnswering(dataFolder))) {
      const { openCommand } = await import("./open.ts");
      return openCommand({ ...options, browser: true });
    }
    throw error;
  }
  let door: HostDoor | undefined;
  try {
    if (options.tcp) door = await HostDoor.begin({ host, port, ...(tls === undefined ? {} : { tls }) });
    if (door?.url !== undefined && !output.isJson) output.line(`Sluice answers on ${door.url}`);
    const code = options.open === true ? randomBytes(32).toString("base64url") : undefined;
    const isOpen =
      code !== undefined && door?.url !== undefined && (await showLink(dataFolder, linkOf(door.url, code)));
    // Loaded now, when a browser may come in already, and in pieces, between which it gets its page.
    await breathe(isOpen ? firstBreath : undefined);
    await import("../openHost.ts");
    await breathe();
    const { serveOwned } = await import("./serveOwned.ts");
    return await serveOwned(options, { output, lock, door, origins, code, isOpen });
  } finally {
    await door?.close();
    lock.release();
  }
}

async function isAnswering(dataFolder: string): Promise<boolean> {
  const { connectRunning } = await import("../connectHost.ts");
  return (await connectRunning(dataFolder)) !== undefined;
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
