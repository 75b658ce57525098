import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatJson } from "../../../core/base/json.ts";
import { atMost, type Measurement, median, time } from "../measure.ts";
import { buildChain, stepFolder } from "../Product.ts";
import { type Setting, withFolder } from "../Setting.ts";

const bin = fileURLToPath(new URL("../../../core/cli/bin/sluice.mjs", import.meta.url));

/** The program as a person starts it. */
export function measureProgram({ isShort }: Setting): Promise<Measurement[]> {
  return withFolder(async (folder) => {
    const file = join(folder, "one.json");
    writeFileSync(file, formatJson(buildChain(1, { file: "Fibonacci", parameters: { count: 10 } })));
    const args = [bin, "run", file, "--steps", stepFolder, "--data-dir", join(folder, "data")];
    const cold = await time(() => run(args));
    const warm: number[] = [];
    for (let start = 0; start < (isShort ? 7 : 20); start += 1) warm.push(await time(() => run(args)));
    const what = "one-step `sluice run`, from the second start";
    return [{ what, unit: "ms", ours: median(warm), cold, bar: atMost(800), goal: atMost(400), kind: "absolute" }];
  });
}

function run(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`sluice run gave ${code}:\n${output}`))));
  });
}
