import { createServer } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createAppHandler } from "../../../electron/protocol/createAppHandler.ts";
import { forwardToHost } from "../../../electron/protocol/forwardToHost.ts";
import { NamedRequests, requestHeader } from "../../../electron/protocol/NamedRequests.ts";
import { tempFolder } from "../../support/tempFolder.ts";

/** The program as far as it answers a page, with a host at a socket. */
function openProgram(socket: string) {
  const requests = new NamedRequests();
  const handle = createAppHandler({
    folder: "/nowhere",
    headers: {},
    forward: (request) => requests.follow(request, (given) => forwardToHost(given, { socket, token: "t0ken" })),
  });
  return { requests, handle };
}

test("a request is given up by its name alone, its body too, and the page learns that it failed", async () => {
  const began = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const path = join(tempFolder(), "s.sock");
  const server = createServer((request, response) => {
    response.once("close", closed.resolve);
    request.once("data", () => began.resolve());
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  const { requests, handle } = openProgram(path);
  const body = new ReadableStream({ start: (control) => control.enqueue(new Uint8Array(10)) });
  const answer = handle(
    new Request("app://sluice/api/v1/syncpacks", {
      ...{ method: "POST", headers: { [requestHeader]: "mine" }, body, duplex: "half" },
    } as RequestInit),
  );
  await began.promise;
  requests.giveUp("another");
  requests.giveUp("mine");
  await closed.promise;
  expect((await answer).type).toBe("error");
});

test("a request without a host fails as before, named or not", async () => {
  const { handle } = openProgram(join(tempFolder(), "nobody.sock"));
  for (const headers of [new Headers(), new Headers({ [requestHeader]: "mine" })]) {
    await expect(handle(new Request("app://sluice/api/v1/about", { headers }))).rejects.toThrow("ENOENT");
  }
});
