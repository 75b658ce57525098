import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import mysql from "mysql2";
import pg from "pg";
import type { JsonObject } from "../../../core/base/json.ts";
import type { Connection } from "../../../core/model/Connection.ts";
import { startMariadb } from "../../support/servers/startMariadb.ts";
import { startPostgres } from "../../support/servers/startPostgres.ts";
import { atLeast, atMost, type Measurement, time } from "../measure.ts";
import { Product } from "../Product.ts";
import { type Setting, withFolder } from "../Setting.ts";

type Settings = Connection["settings"];

const create = (types: { big: string; text: string }) =>
  `CREATE TABLE rows_of_test (id int PRIMARY KEY, big ${types.big}, price decimal(12,2), name ${types.text})`;

/** A table from MariaDB to PostgreSQL through two steps as a dataset, beside the two drivers alone. */
export async function measureDatabases({ isShort }: Setting): Promise<Measurement[]> {
  const count = isShort ? 100_000 : 1_000_000;
  const [mariadb, postgres] = [await startMariadb(), await startPostgres()];
  try {
    const missing = mariadb.missing ?? postgres.missing;
    if (mariadb.missing !== undefined || postgres.missing !== undefined) {
      process.stdout.write(`SKIPPED databases: ${missing}\n`);
      return [];
    }
    const [source, target] = [mariadb.connection, postgres.connection];
    await fill(source.settings, count);
    const client = await connectPostgres(target.settings);
    const empty = async (): Promise<void> => {
      await client.query("DROP TABLE IF EXISTS rows_of_test");
      await client.query(create({ big: "bigint", text: "text" }));
    };
    await empty();
    const reference = await time(() => copyByDrivers(source.settings, client));
    await empty();
    const { ms, peakMb } = await copyBySteps({ source, target });
    const [{ n } = { n: 0 }] = (await client.query<{ n: number }>("SELECT count(*)::int AS n FROM rows_of_test")).rows;
    if (n !== count) throw new Error(`${n} of ${count} rows arrived`);
    await client.end();
    const rate = (milliseconds: number): number => Math.round(count / (milliseconds / 1000));
    return [
      {
        what: `${count} rows from MariaDB to PostgreSQL through two steps`,
        note: "reference: the drivers alone",
        unit: "rows/s",
        ours: rate(ms),
        reference: rate(reference),
        bar: atLeast(0.4),
        kind: "ratio",
      },
      {
        what: `the larger of the two workers, at its peak`,
        unit: "MB",
        ours: peakMb,
        bar: atMost(256),
        kind: "absolute",
      },
    ];
  } finally {
    if (mariadb.missing === undefined) await mariadb.stop();
    if (postgres.missing === undefined) await postgres.stop();
  }
}

async function fill(settings: Settings, count: number): Promise<void> {
  const client = mysql.createConnection(settings as mysql.ConnectionOptions);
  const run = (sql: string) => client.promise().query(sql);
  await run(create({ big: "bigint", text: "varchar(200)" }));
  await run(
    `INSERT INTO rows_of_test SELECT seq, seq * 1000003, seq / 7, CONCAT('row number ', seq) FROM seq_1_to_${count}`,
  );
  await client.promise().end();
}

async function connectPostgres(settings: Settings): Promise<pg.Client> {
  const client = new pg.Client(settings as pg.ClientConfig);
  await client.connect();
  return client;
}

/** What somebody would write by hand: rows as they come, written 500 at a time in one transaction. */
async function copyByDrivers(settings: Settings, target: pg.Client): Promise<void> {
  const client = mysql.createConnection({ ...(settings as mysql.ConnectionOptions), supportBigNumbers: true });
  await target.query("BEGIN");
  let rows: Record<string, unknown>[] = [];
  const write = async (): Promise<void> => {
    const places = rows.map((_, row) => `($${row * 4 + 1}, $${row * 4 + 2}, $${row * 4 + 3}, $${row * 4 + 4})`);
    const values = rows.flatMap(({ id, big, price, name }) => [id, big, price, name]);
    await target.query(`INSERT INTO rows_of_test (id, big, price, name) VALUES ${places.join(", ")}`, values);
    rows = [];
  };
  for await (const row of client.execute("SELECT * FROM rows_of_test").stream({ highWaterMark: 500 })) {
    rows.push(row as Record<string, unknown>);
    if (rows.length === 500) await write();
  }
  if (rows.length > 0) await write();
  await target.query("COMMIT");
  client.end();
  await once(client, "end");
}

async function copyBySteps(connections: Record<"source" | "target", Omit<Connection, "name">>) {
  return withFolder(async (folder) => {
    const product = await Product.open({ folder: join(folder, "data"), workers: 2 });
    try {
      for (const [name, { kind, settings }] of Object.entries(connections)) {
        const data = Object.entries(settings).map(([variable, value]) => ({ name: variable, value }));
        const document = { name, connection: kind, configuration_data: data } as JsonObject;
        await product.host.services.configurations.put(document, { overwrite: false });
      }
      const copy = (statement: string) => {
        const steps = [
          { name: "read", file: "MySQLSelect", connection: "source", statement, output_to: ["write"] },
          { name: "write", file: "PostgreSQLInsert", connection: "target", table: "rows_of_test" },
        ];
        return product.run({ name: "copy", app_variables: [], steps });
      };
      // The drivers are loaded as well before their time is taken.
      await copy("SELECT * FROM rows_of_test WHERE id < 0");
      const ms = await time(() => copy("SELECT * FROM rows_of_test"));
      return { ms, peakMb: Math.max(0, ...peaksOfWorkers()) };
    } finally {
      await product.close();
    }
  });
}

/** The most memory that each child process ever had, MB (Linux). */
function peaksOfWorkers(): number[] {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc/self/task").flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, "utf8").trim().split(" "),
  );
  return pids.flatMap((pid) => {
    if (pid === "" || !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("child/main")) return [];
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return peak === undefined ? [] : [Math.round(Number(peak) / 1024)];
  });
}
