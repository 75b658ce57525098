import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folders = ["core", "electron", "renderer", "assets", "test"];
const textFile = /\.(?:[cm]?[jt]sx?|json|css|md|sh)$/;

/** The project's own text files by path, as they lie on disk. */
export function readProject(): Map<string, string> {
  const paths = folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" }).map(
      (name) => `${folder}/${name.replaceAll("\\", "/")}`,
    ),
  );
  const rootFiles = readdirSync(root).filter((name) => textFile.test(name) && name !== "package-lock.json");
  const wanted = [...rootFiles, ...paths].filter(
    (path) => textFile.test(path) && !/(?:^|\/)(?:node_modules|dist|coverage|\.tmp|core\/program-[^/]+)\//.test(path),
  );
  return new Map(wanted.map((path) => [path, readFileSync(`${root}${path}`, "utf8")]));
}
