import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface TestProxy {
  port: number;
  /** How many connections to it have not been ended by who opened them. */
  count(): number;
  /** From now on nothing gets through, ends neither: as if the cable were out. */
  freeze(): void;
  stop(): Promise<void>;
}

/** A way to another port of this computer that can be cut. */
export async function startProxy(target: number): Promise<TestProxy> {
  const clients = new Set<Socket>();
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    clients.add(client);
    sockets.add(client);
    const behind = connect({ host: "127.0.0.1", port: target, allowHalfOpen: true });
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      from.on("data", (chunk) => isFrozen || to.write(chunk));
      from.on("end", () => isFrozen || to.end());
      from.on("error", () => undefined);
      from.on("close", () => isFrozen || to.destroy());
    }
    const leave = () => clients.delete(client);
    client.on("end", leave).on("close", leave);
    client.on("close", () => behind.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    count: () => clients.size,
    freeze: () => {
      isFrozen = true;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
