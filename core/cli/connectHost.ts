import { readHostFile } from "../api/hostFile.ts";
import { SluiceError } from "../base/SluiceError.ts";
import { ApiClient, type Transport } from "../client/ApiClient.ts";

export interface HostWish {
  /** `--url` */
  url?: string;
  /** `--token`; else the variable SLUICE_TOKEN. */
  token?: string;
}

/** The host that a command names by its address. Throws `wrong_use` without a token. */
export function connectUrl({ url, token = process.env.SLUICE_TOKEN }: HostWish & { url: string }): ApiClient {
  if (!URL.canParse(url))
    throw new SluiceError("wrong_use", `--url takes an address like http://127.0.0.1:4870, not "${url}".`);
  if (token === undefined || token === "") {
    throw new SluiceError("wrong_use", "Say who asks: give a token with --token, or in the variable SLUICE_TOKEN.");
  }
  return new ApiClient((path, init) => fetch(new URL(path, url), init), token);
}

/** The host that runs on a data folder, by its local socket; undefined = none answers. */
export async function connectRunning(dataFolder: string): Promise<ApiClient | undefined> {
  const host = readHostFile(dataFolder);
  if (host?.socket === undefined) return undefined;
  const client = new ApiClient(socketTransport(host.socket), host.token);
  try {
    await client.call("getHealth");
    return client;
  } catch {
    return undefined;
  }
}

function socketTransport(socketPath: string): Transport {
  let sending: Promise<Sender> | undefined;
  return async (path, init) => {
    sending ??= createSender(socketPath);
    return (await sending)(path, init);
  };
}

type Sender = (path: string, init: RequestInit) => Promise<Response>;

/** Loaded when a host is there: most commands meet none. */
async function createSender(socketPath: string): Promise<Sender> {
  const { Agent, fetch: send } = await import("undici");
  const dispatcher = new Agent({ connect: { socketPath }, headersTimeout: 0, bodyTimeout: 0 });
  return (path, init) =>
    send(`http://localhost${path}`, { ...init, dispatcher } as Parameters<
      typeof send
    >[1]) as unknown as Promise<Response>;
}
