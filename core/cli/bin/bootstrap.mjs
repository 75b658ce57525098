// What the scripts of package.json call: installs what is missing, then does the task under a Node that can.
// Plain JavaScript: any Node from 16 up gets here, before anything is installed.

import process from "node:process";
import { fileURLToPath } from "node:url";
import { findBundledNode, isSuitable, projectFolder, runForwarding, unsuitableMessage } from "./findNode.mjs";
import { installMissing } from "./installMissing.mjs";

const [task = "start", ...args] = process.argv.slice(2);

try {
  await installMissing();
  process.exitCode = isSuitable() ? await runTask() : await runUnderBundledNode();
} catch (error) {
  process.stderr.write(`sluice: ${error.message}\n`);
  process.exitCode = 1;
}

async function runTask() {
  process.chdir(projectFolder);
  const { runTask: run } = await import("./tasks.mjs");
  return run(task, args);
}

async function runUnderBundledNode() {
  const node = process.env.SLUICE_REEXEC === "1" ? undefined : findBundledNode();
  if (node === undefined) {
    process.stderr.write(`${unsuitableMessage()}\n`);
    return 2;
  }
  return runForwarding(node, [fileURLToPath(import.meta.url), task, ...args], {
    env: { ...process.env, SLUICE_REEXEC: "1" },
    channel: true,
  });
}
