import { Readable } from "node:stream";
import type { LocalApi } from "../api/LocalApi.ts";
import { SluiceError } from "../base/SluiceError.ts";
import { ApiClient, type Transport } from "../client/ApiClient.ts";
import type { OwnerHost, ReaderHost } from "../host.ts";
import { computerIdentity } from "../service/access/Identity.ts";
import { connectRunning, connectUrl, type HostWish } from "./connectHost.ts";
import { dataFolderOf } from "./dataFolderOf.ts";
import { withOwner, withReader } from "./openHost.ts";
import type { CommonOptions } from "./options.ts";

export type ClientWish = CommonOptions &
  HostWish & {
    /** Folders with step classes, for this process only. */
    steps?: string[];
  };

/**
 * The API for a command that changes something: that of the host at `--url`, else of the host that runs on the data folder,
 * else of one that lives as long as the command. Throws `data_folder_in_use` when another process owns the folder and answers
 * nobody.
 */
export async function withClient<T>(wish: ClientWish, use: (client: ApiClient) => Promise<T>): Promise<T> {
  const client = await findHost(wish);
  return client === undefined ? withOwner(wish, (host) => inProcess(host, use)) : use(client);
}

/** As `withClient`, for a command that only reads: beside any owner of the data folder, and without making one. */
export async function withReadingClient<T>(wish: ClientWish, use: (client: ApiClient) => Promise<T>): Promise<T> {
  const isHere = wish.url === undefined && (wish.steps ?? []).length > 0;
  const client = isHere ? undefined : await findHost(wish);
  return client === undefined ? withReader(wish, (host) => inProcess(host, use)) : use(client);
}

/** The host that a command is to ask: that at `--url`, else the one that runs on the data folder; undefined = there is none. */
export async function findHost(wish: ClientWish): Promise<ApiClient | undefined> {
  const { url } = wish;
  const client = url === undefined ? await connectRunning(dataFolderOf(wish)) : connectUrl({ ...wish, url });
  if (client !== undefined && (wish.steps ?? []).length > 0) {
    throw new SluiceError(
      "wrong_use",
      "A host runs there, and it has step classes of its own. Import the folder into it (sluice import), or start it with --steps.",
    );
  }
  return client;
}

async function inProcess<T>(host: OwnerHost | ReaderHost, use: (client: ApiClient) => Promise<T>): Promise<T> {
  const api = await host.createLocalApi({ verifyToken: () => computerIdentity });
  try {
    return await use(new ApiClient(injectTransport(api), "of this process"));
  } finally {
    await api.close();
  }
}

/** Requests of this process to its own API, without a socket. */
function injectTransport(api: LocalApi): Transport {
  return async (url, { method = "GET", headers, body }, operation) => {
    const answer = await api.inject(operation, {
      method: method as "GET",
      url,
      headers: headers as Record<string, string>,
      ...(body == null ? {} : { payload: typeof body === "string" ? body : Readable.fromWeb(body as never) }),
    });
    return new Response(Readable.toWeb(answer.stream()) as unknown as NonNullable<RequestInit["body"]>, {
      status: answer.statusCode,
    });
  };
}
