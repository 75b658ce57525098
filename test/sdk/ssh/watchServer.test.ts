import { afterEach, expect, it, vi } from "vitest";
import { connectSsh } from "../../../core/sdk/ssh/connectSsh.ts";
import { watchServer } from "../../../core/sdk/ssh/watchServer.ts";
import { onServer } from "../../support/servers/onServer.ts";
import { startProxy } from "../../support/servers/startProxy.ts";
import { startSshd } from "../../support/servers/startSshd.ts";

afterEach(() => vi.useRealTimers());

onServer("a watched SSH server", await startSshd(), ({ connection }) => {
  it("is left when it answers nothing for a minute, and not before", async () => {
    const proxy = await startProxy(Number(connection.settings.port));
    const logger = { warning: () => undefined } as never;
    const user = { logger, signal: new AbortController().signal, connectMs: 20_000 };
    const settings = { ...connection.settings, port: proxy.port };
    const server = await connectSsh({ ...connection, name: "way", settings }, user, { isKept: true });
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const watch = watchServer(server);
    try {
      for (let round = 0; round < 6; round += 1) {
        const before = server.socket.bytesRead;
        vi.advanceTimersByTime(15_000);
        await expect.poll(() => server.socket.bytesRead).toBeGreaterThan(before);
      }
      proxy.freeze();
      vi.advanceTimersByTime(45_000);
      expect(server.socket.destroyed).toBe(false);
      vi.advanceTimersByTime(15_000);
      expect(server.socket.destroyed).toBe(true);
      await expect(server.lost).rejects.toThrow('The connection "way" was lost: the server answers no longer');
    } finally {
      watch.stop();
      server.close();
      await proxy.stop();
    }
  });
});
