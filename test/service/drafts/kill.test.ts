import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { tempFolder } from "../../support/tempFolder.ts";
import { openTestHost } from "../openTestHost.ts";
import { DraftBench } from "./DraftBench.ts";

const script = fileURLToPath(new URL("./processes/editor.ts", import.meta.url));

/** Lets the process edit until it has acknowledged so many gestures, then kills it. Resolves with its lines. */
async function editUntilKilled(dataFolder: string, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, dataFolder], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const closed = once(child, "close");
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    if (text.split("\n").length > lines) child.kill("SIGKILL");
  });
  await closed;
  return text.split("\n").slice(0, -1);
}

test("a kill between any two commits loses nothing that was acknowledged, and undo goes on", async () => {
  const parent = tempFolder();
  for (const lines of [1, 23]) {
    const dataFolder = join(parent, String(lines));
    const acknowledged = await editUntilKilled(dataFolder, lines);
    expect(acknowledged.length).toBeGreaterThanOrEqual(lines);
    const host = await openTestHost({ dataFolder });
    const flow = new DraftBench(host, "flow");
    const editor = { user: "ann", client: "left" };
    const { seq, state } = await flow.get(editor);
    const [last = "", text] = (acknowledged.at(-1) ?? "").split(/ (.*)/);
    // One more may be stored than was acknowledged.
    expect(seq - Number(last)).toBeOneOf([0, 1]);
    if (seq === Number(last)) expect(JSON.stringify(state.document)).toBe(text);
    const { updates } = await flow.drafts.updatesAfter("flow", editor, 0);
    expect(updates.map((update) => update.seq)).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
    if (lines > 1) expect(await flow.revert(editor, "undo")).toMatchObject({ outcome: "applied" });
    expect(host.store.integrityCheck()).toEqual([]);
    await host.close();
  }
});
