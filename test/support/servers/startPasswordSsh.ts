import { once } from "node:events";
import type { AddressInfo } from "node:net";
import ssh2 from "ssh2";
import type { Connection } from "../../../core/model/Connection.ts";
import { makeKeyPair } from "./makeKeyPair.ts";

export interface PasswordSsh {
  connection: Omit<Connection, "name"> & { settings: Record<string, string | number> };
  stop(): Promise<void>;
}

/** A password that must never be seen. */
const password = "ssh-swordfish 'ö\" 42";

/**
 * An SSH server of the library itself, for what OpenSSH has only with users of its own: passwords, asked for plainly or as a
 * question. It answers a command with its own text; `hang up` cuts the connection instead. Who asks for a way to another place waits for ever.
 */
export async function startPasswordSsh(method: "password" | "keyboard-interactive"): Promise<PasswordSsh> {
  const host = makeKeyPair();
  const clients = new Set<ssh2.Connection>();
  const server = new ssh2.Server({ hostKeys: [host.private] }, (client) => {
    clients.add(client);
    client.on("close", () => clients.delete(client));
    client.on("error", () => undefined);
    client.on("authentication", (context) => {
      const decide = (given: string | undefined): void => {
        if (given === password && context.username === "tester") context.accept();
        else context.reject([method]);
      };
      if (context.method !== method) context.reject([method]);
      else if (context.method === "password") decide(context.password);
      else if (context.method === "keyboard-interactive") {
        context.prompt([{ prompt: "Password: ", echo: false }], ([answer]) => decide(answer));
      }
    });
    client.on("tcpip", () => undefined);
    client.on("session", (accept) => {
      accept().on("exec", (run, _refuse, { command }) => {
        if (command === "hang up") return void client.end();
        const channel = run();
        channel.write(command);
        channel.exit(0);
        channel.end();
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    connection: {
      kind: "ssh",
      settings: { host: "127.0.0.1", port, user: "tester", password, host_key: host.public },
    },
    stop: async () => {
      for (const client of clients) client.end();
      server.close();
      await once(server, "close");
    },
  };
}
