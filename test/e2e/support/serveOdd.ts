import { join } from "node:path";
import { HostDoor } from "../../../core/cli/HostDoor.ts";
import { openHost, systemClock } from "../../../core/host.ts";
import { serveHost } from "../../../core/serveHost.ts";

// `serveOdd.ts DATA_FOLDER PORT DAYS PAGES`: a host whose clock is some days ahead, or whose disk is full once the
// database has so many pages. The program itself takes no other clock and no such limit.
const [, , dataFolder = "", port = "0", days = "0", pages = ""] = process.argv;
const ahead = Number(days) * 24 * 3600 * 1000;
const host = await openHost({
  mode: "owner",
  dataFolder,
  cacheFolder: join(dataFolder, "cache"),
  key: process.env.SLUICE_KEY,
  clock: { ...systemClock, now: () => systemClock.now() + ahead },
  ...(pages === "" ? {} : { maxPages: Number(pages) }),
  onBug: (error) => {
    process.stderr.write(`${error}\n`);
  },
});
await serveHost(host, { door: await HostDoor.begin({ host: "127.0.0.1", port: Number(port) }) });
await host.resume();
host.startSchedules();
host.startUpkeep();
process.stdout.write("Ctrl+C stops it.\n");
