import { join } from "node:path";
import { openHost, systemClock } from "../../../core/host.ts";
import { serveHost } from "../../../core/serveHost.ts";

// `serveAhead.ts DATA_FOLDER PORT DAYS`: a host whose clock is some days ahead. The program itself takes no other clock.
const [, , dataFolder = "", port = "0", days = "0"] = process.argv;
const ahead = Number(days) * 24 * 3600 * 1000;
const host = await openHost({
  mode: "owner",
  dataFolder,
  cacheFolder: join(dataFolder, "cache"),
  key: process.env.SLUICE_KEY,
  clock: { ...systemClock, now: () => systemClock.now() + ahead },
  onBug: (error) => {
    throw error;
  },
});
await serveHost(host, { tcp: { host: "127.0.0.1", port: Number(port) } });
await host.resume();
host.startSchedules();
host.startUpkeep();
process.stdout.write("Ctrl+C stops it.\n");
