import type { Api } from "../api/Api.ts";
import { ApiClient, type Transport } from "../client/ApiClient.ts";
import { computerIdentity } from "../service/access/Identity.ts";
import { connectRunning, connectUrl, type HostWish } from "./connectHost.ts";
import { dataFolderOf } from "./dataFolderOf.ts";
import { withOwner } from "./openHost.ts";
import type { CommonOptions } from "./options.ts";

/**
 * The API for one command: that of the host at `--url`, else of the host that runs on the data folder, else of one that
 * lives as long as the command.
 */
export async function withClient<T>(
  wish: CommonOptions & HostWish,
  use: (client: ApiClient) => Promise<T>,
): Promise<T> {
  if (wish.url !== undefined) return use(connectUrl({ ...wish, url: wish.url }));
  const running = await connectRunning(dataFolderOf(wish));
  if (running !== undefined) return use(running);
  return withOwner(wish, async (host) => {
    const api = await host.createApi({ verifyToken: () => computerIdentity });
    try {
      return await use(new ApiClient(injectTransport(api), "of this process"));
    } finally {
      await api.close();
    }
  });
}

/** Requests of this process to its own API, without a socket. */
function injectTransport(api: Api): Transport {
  return async (url, { method = "GET", headers, body }) => {
    const answer = await api.inject({
      method: method as "GET",
      url,
      headers: headers as Record<string, string>,
      ...(typeof body === "string" ? { payload: body } : {}),
    });
    return new Response(answer.body, { status: answer.statusCode });
  };
}
