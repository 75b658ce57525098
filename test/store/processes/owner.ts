/** Opens a data folder as its owner, says so, and holds it until it is ended. */
import { openStore } from "../../../core/store/openStore.ts";
import { seededRandom } from "../../support/seededRandom.ts";
import { systemClock } from "../../support/systemClock.ts";
import { buildRun, inline } from "../buildRun.ts";

const [folder = "", task = "hold"] = process.argv.slice(2);
const store = await openStore({ folder, mode: "owner", clock: systemClock, random: seededRandom(1) });
if (task === "commit") {
  // Each line is written only after the commit is acknowledged; several are always on their way.
  const lanes = [0, 1, 2, 3].map(async (lane) => {
    for (let number = 0; ; number += 1) {
      const run = buildRun(lane * 1_000_000 + number + 1, { steps: ["one"] });
      await store.runs.commit([run.accepted, run.started(0)]);
      await store.runs.commit([run.succeeded(0, inline(run.id)), run.ended()]);
      process.stdout.write(`${run.id}\n`);
    }
  });
  await Promise.all(lanes);
}
if (task === "leave") await store.runs.commit([buildRun(1).accepted]);
process.stdout.write(`owning ${process.pid}\n`);
if (task === "hold") setInterval(() => {}, 1000);
