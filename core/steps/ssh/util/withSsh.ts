import {
  BaseStep,
  type Connection,
  connection,
  defineParameters,
  duration,
  type SshServer as OpenedServer,
  openSsh,
} from "sluice";
import type ssh2 from "ssh2";

const parameters = defineParameters({
  connection: connection({
    title: "Connection",
    description: "The connection to the server, of the kind ssh.",
    kinds: ["ssh"],
    testedBy: "testConnection",
    tunnel: true,
    required: true,
  }),
  connect_timeout: duration({
    title: "Time to connect",
    description: "Longest time until the server has let the user in.",
    defaultValue: 20,
    min: 0.001,
    max: 2_000_000,
    advanced: true,
  }),
});

/** What all steps over SSH share. */
export abstract class SshStep extends BaseStep.with(parameters) {
  override version = "1.0.0";
  override author = "Sluice";
  override icon = "terminal";

  async testConnection(): Promise<string> {
    const { tunnel } = this.getConnection("connection");
    return withSsh(this, async ({ host, port, user, hostKey, isTrusted }) => {
      const known = isTrusted ? "" : ", which is not checked: whoever answers there is trusted";
      const way = tunnel === undefined ? "," : `, through "${tunnel.name}",`;
      return `${host}, port ${port}${way} lets in ${user}; its key is ${hostKey}${known}`;
    });
  }
}

/** A server that has let the user in. */
export type SshServer = OpenedServer & { client: ssh2.Client };

export type SshStepUser = Pick<SshStep, "getConnection" | "getParameter" | "logger" | "signal">;

/** Logs in for one piece of work, through other servers where the connection says so. Throws ConnectionException, also when the connection is lost meanwhile, and what the work throws. */
export function withSsh<T>(step: SshStepUser, work: (server: SshServer) => Promise<T>): Promise<T> {
  return visit({ step, given: step.getConnection("connection"), work });
}

interface Visit<T> {
  step: SshStepUser;
  given: Connection;
  work: (server: SshServer) => Promise<T>;
}

/** As `withSsh`, over any connection. */
export async function visit<T>({ step, given, work }: Visit<T>): Promise<T> {
  const { logger, signal } = step;
  const connectMs = step.getParameter("connect_timeout") as number;
  const server = (await openSsh(given, { logger, signal, connectMs })) as SshServer;
  try {
    return await Promise.race([work(server), server.lost]);
  } finally {
    server.close();
  }
}
