import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const run = promisify(execFile);

/** The declarations of the SDK and of all it names, by path below `core`, as the compiler writes them. `folder` is for its files. */
export async function generateSdkDeclarations(folder: string): Promise<Record<string, string>> {
  const config = join(folder, "tsconfig.json");
  const options = {
    ...{ composite: false, noEmit: false, declaration: true, emitDeclarationOnly: true, types: ["node"] },
    ...{ outDir: join(folder, "out"), rootDir: join(root, "core"), typeRoots: [join(root, "node_modules", "@types")] },
  };
  const files = [join(root, "core", "sdk", "index.ts")];
  await writeFile(
    config,
    JSON.stringify({ extends: join(root, "tsconfig.json"), compilerOptions: options, files, references: [] }),
  );
  await run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", config]);
  const written = await readdir(options.outDir, { recursive: true });
  const paths = written.filter((path) => path.endsWith(".d.ts")).sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(options.outDir, path), "utf8")));
  const all = new Map(paths.map((path, index) => [path.replaceAll("\\", "/"), texts[index] ?? ""]));
  const entry = "sdk/index.d.ts";
  return Object.fromEntries([...reachable(all, entry)].sort().map((path) => [path, all.get(path) ?? ""]));
}

/** What an author can see: not what only the code behind the declarations imports. */
function reachable(all: ReadonlyMap<string, string>, path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, target = ""] of (all.get(path) ?? "").matchAll(/from "(\.[^"]+)\.ts"/g)) {
    reachable(all, new URL(`${target}.d.ts`, `file:///${path}`).pathname.slice(1), seen);
  }
  return seen;
}
