import { ApiClient } from "../../core/client/ApiClient.ts";
import { type Door, forwardToHost } from "../protocol/forwardToHost.ts";

/** The API of the host, over its local socket; each request waits until a host answers. */
export function createHostClient(reach: () => Promise<Door>): ApiClient {
  return new ApiClient(async (path, init) =>
    forwardToHost(new Request(new URL(path, "app://sluice/"), init), await reach()),
  );
}
