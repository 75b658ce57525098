/** Edits one draft from two windows without end and writes the number of each gesture when it is acknowledged. */
import { join } from "node:path";
import { openHost } from "../../../../core/host.ts";

const [dataFolder = ""] = process.argv.slice(2);
const host = await openHost({
  dataFolder,
  mode: "owner",
  cacheFolder: join(dataFolder, "cache"),
  onBug: (error) => {
    throw error;
  },
});
const { drafts } = host.services;
const windows = ["left", "right"].map((client) => ({ user: "ann", client }));
await drafts.put("flow", { user: "ann", client: "start" }, { document: { name: "flow", steps: [] }, label: "New" });
for (let number = 1; ; number += 1) {
  const editor = windows[number % 2] ?? { user: "ann", client: "left" };
  const { seq } = await drafts.get("flow", editor);
  const operations = [{ op: "addVariable" as const, variable: { name: `v${seq + 1}` } }];
  const reply =
    number % 5 === 0
      ? await drafts.revert("flow", editor, { seq, kind: "undo" })
      : await drafts.apply("flow", editor, { seq, gesture: { id: `g${seq}`, label: "add", operations } });
  if (reply.outcome !== "applied") throw new Error(JSON.stringify(reply));
  process.stdout.write(`${reply.seq} ${JSON.stringify((await drafts.get("flow", editor)).state.document)}\n`);
}
