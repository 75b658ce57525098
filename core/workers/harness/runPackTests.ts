import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ParentPack } from "../extendable.ts";

const register = fileURLToPath(new URL("./registerPackTests.ts", import.meta.url));

/** Runs the `*.test.ts` files of a pack by Node's own test runner; their report goes to stdout. Resolves whether all passed. Throws `not_found` without tests. */
export async function runPackTests(
  folder: string,
  { parents, quiet }: { parents: readonly ParentPack[]; quiet: boolean },
): Promise<{ files: string[]; passed: boolean }> {
  const root = resolve(folder);
  const files = listTests(root);
  if (files.length === 0) {
    throw new SluiceError("not_found", `There is no *.test.ts in ${root}.`, { details: { folder: root } });
  }
  const child = spawn(
    process.execPath,
    [
      "--experimental-transform-types",
      "--disable-warning=ExperimentalWarning",
      ...["--import", pathToFileURL(register).href],
      "--test",
      "--test-isolation=none",
      "--test-reporter=spec",
      ...files,
    ],
    {
      cwd: root,
      stdio: quiet ? "ignore" : ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        SLUICE_PACK_PARENTS: JSON.stringify(Object.fromEntries(parents.map((parent) => [parent.name, parent.folder]))),
      },
    },
  );
  const code = await new Promise<number | null>((done, fail) => child.once("error", fail).once("close", done));
  return { files: files.map((file) => relative(root, file)), passed: code === 0 };
}

function listTests(root: string): string[] {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.test\.m?ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(root, path).split(/[/\\]/).includes("node_modules"))
    .sort();
}
