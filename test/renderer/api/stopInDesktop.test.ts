import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openSocket } from "../../../core/api/openSocket.ts";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createAppHandler } from "../../../electron/protocol/createAppHandler.ts";
import { forwardToHost } from "../../../electron/protocol/forwardToHost.ts";
import { NamedRequests } from "../../../electron/protocol/NamedRequests.ts";
import { createTransferPort } from "../../../renderer/api/createTransferPort.ts";
import { nameRequests } from "../../../renderer/api/nameRequests.ts";
import { openTestApi } from "../../api/openTestApi.ts";
import { tempFolder } from "../../support/tempFolder.ts";

/** A page of the desktop program: what it leaves is left in the page alone, and the requests that the program gets have no signal. */
function openPage(socket: string): ApiClient {
  const requests = new NamedRequests();
  const handle = createAppHandler({
    folder: "/nowhere",
    headers: {},
    forward: (request) => requests.follow(request, (given) => forwardToHost(given, { socket, token: "administrator" })),
  });
  const fetchInPage = (path: string, { signal, ...init }: RequestInit): Promise<Response> => {
    const left = new Promise<never>((_resolve, reject) =>
      signal?.addEventListener("abort", () => reject(signal.reason)),
    );
    return Promise.race([handle(new Request(`app://sluice${path}`, init)), left]);
  };
  const names: string[] = [];
  const giveUp = async (name: string): Promise<void> => requests.giveUp(name);
  return new ApiClient(nameRequests(fetchInPage, { createName: () => `r${names.push("")}`, giveUp }));
}

test.each([
  ["an import", false],
  ["the look at what would come in", true],
])("%s that a window of the desktop stops ends at the host", async (_what, dryRun) => {
  const { api, host, ask } = await openTestApi();
  const path = join(tempFolder(), "s.sock");
  const socket = await openSocket(api, path);
  onTestFinished(() => socket.close());
  const steps = [{ name: "a", file: "Log", message: "x" }];
  const applications = Array.from({ length: 400 }, (_, index) => ({ name: `flow${index}`, app_variables: [], steps }));
  const stopping = new AbortController();
  const { imports } = host.services;
  const method = dryRun ? "plan" : "apply";
  const real = imports[method].bind(imports);
  const ended = Promise.withResolvers<unknown>();
  let came = 0;
  imports[method] = async (bundle, options) => {
    const work = real(bundle, {
      ...options,
      async onProgress(far) {
        came += 1;
        if (came === 3) stopping.abort();
        await options?.onProgress?.(far);
      },
    });
    work.then(() => ended.resolve("it came to its end"), ended.resolve);
    return work;
  };
  const port = createTransferPort(openPage(path), { window: "w", feed: { subscribe: () => () => undefined } });
  const bundle = { applications, configurations: [], stepClasses: [] };
  await expect(port.import(bundle, { choices: [], dryRun, signal: stopping.signal })).rejects.toThrow("aborted");
  expect(String(await ended.promise)).toContain("given up");
  imports[method] = real;
  const here = await ask("POST", "/import?as_draft=true&client=w&dry_run=true", { body: { applications } });
  const items: { action: string }[] = here.json().items;
  expect(items.filter(({ action }) => action === "unchanged").length).toBeLessThan(dryRun ? 1 : 400);
});
