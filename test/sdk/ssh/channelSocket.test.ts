import pg from "pg";
import { expect, it, onTestFinished, vi } from "vitest";
import type { Connection } from "../../../core/model/Connection.ts";
import SendMail from "../../../core/steps/mail/steps/SendMail.ts";
import PostgreSQLSelect from "../../../core/steps/sql/steps/PostgreSQLSelect.ts";
import { PostgresStep, withPostgres } from "../../../core/steps/sql/util/postgres.ts";
import { runStep } from "../../support/runStep.ts";
import { onServer } from "../../support/servers/onServer.ts";
import { startPostgres } from "../../support/servers/startPostgres.ts";
import { startProxy, type TestProxy } from "../../support/servers/startProxy.ts";
import { startSmtp } from "../../support/servers/startSmtp.ts";
import { startSshd } from "../../support/servers/startSshd.ts";

const sshd = await startSshd();
const [smtp, postgres] = await Promise.all([startSmtp({ tls: "off", login: false }), startPostgres()]);

onServer("a tunnel as the socket of a driver", sshd, ({ connection }) => {
  /** A connection that leads through the server, over a way that can be cut. */
  const through = async ({ kind, settings }: Omit<Connection, "name">) => {
    const proxy = await startProxy(Number(connection.settings.port));
    onTestFinished(() => proxy.stop());
    const tunnel = { ...connection, name: "way", settings: { ...connection.settings, port: proxy.port } };
    return { proxy, given: { kind, settings: { ...settings, tunnel: "way" }, tunnel } };
  };
  const gone = (proxy: TestProxy) => expect.poll(() => proxy.count(), { timeout: 10_000 }).toBe(0);

  onServer("to a mail server without TLS", smtp, ({ connection: mail }) => {
    it("says when nothing comes any more", async () => {
      const { proxy, given } = await through(mail);
      const { error } = await runStep(SendMail, {
        params: { connection: "post", timeout: 1, from: "shop@example.com", to: ["silent@example.com"], text: "Hi" },
        connections: { post: given },
      });
      expect(error?.message).toMatch(/timeout/i);
      await gone(proxy);
    });
  });

  onServer("to PostgreSQL", postgres, ({ connection: database }) => {
    it("is left soon when the SSH server has vanished", async () => {
      const { proxy, given } = await through(database);
      class Vanish extends PostgresStep {
        override async execute() {
          const work = async (client: Parameters<Parameters<typeof withPostgres>[1]>[0]) => {
            await client.query("SELECT 1");
            expect(proxy.count()).toBe(1);
            proxy.freeze();
          };
          await withPostgres(this, work, { fresh: true });
        }
      }
      const params = { connection: "db" };
      expect((await runStep(Vanish, { params, connections: { db: given } })).error).toBeUndefined();
      await gone(proxy);
    });
  });

  it("is closed when the driver cannot even be made", async () => {
    const { host, port } = connection.settings;
    const { proxy, given } = await through({ kind: "postgresql", settings: { host: host ?? "", port: port ?? 0 } });
    const driver = vi.spyOn(pg, "Client").mockImplementation(function refuse() {
      throw new Error("no such option");
    });
    onTestFinished(() => driver.mockRestore());
    const params = { connection: "db", statement: "SELECT 1 AS n" };
    const { error } = await runStep(PostgreSQLSelect, { params, connections: { db: given } });
    expect(error?.message).toBe('The connection "db" cannot be made: no such option');
    await gone(proxy);
  });
});
