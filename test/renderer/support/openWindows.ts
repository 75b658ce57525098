import { expect, onTestFinished } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createHostFeed } from "../../../renderer/api/createHostFeed.ts";
import { createHostPorts } from "../../../renderer/api/createHostPorts.ts";
import { openTestApi } from "../../api/openTestApi.ts";

/** Windows of one user on a real host, with an application "flow". */
export async function openWindows(...names: string[]) {
  const { api, host } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "developer");
  const errors: unknown[] = [];
  const windows = names.map((window) => {
    const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const feed = createHostFeed(client, { pause, onError: (error) => errors.push(error) });
    feed.listen();
    onTestFinished(() => feed.close());
    return { ports: createHostPorts(client, { window, feed }), feed };
  });
  onTestFinished(() => expect(errors).toEqual([]));
  const document = {
    name: "flow",
    app_variables: [],
    steps: [
      { name: "a", file: "Script", code: "return 1;", output_to: ["b"] },
      { name: "b", file: "Log", message: "x" },
    ],
  };
  await client.call("saveApplication", { body: document });
  return { client, host, windows };
}
