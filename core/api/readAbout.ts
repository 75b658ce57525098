import { readFileSync } from "node:fs";

/** Versions and licence of the program. */
export interface About {
  version: string;
  node: string;
  /** Name to version of the packages it is made of. */
  packages: Record<string, string>;
  license: { name: string; text: string };
}

interface PackageFile {
  version: string;
  license: string;
  dependencies: Record<string, string>;
}

/** What the program is, as its own files say it. */
export function readAbout(): About {
  const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
  const { version, license, dependencies } = JSON.parse(read("package.json")) as PackageFile;
  return {
    version,
    node: process.versions.node,
    packages: dependencies,
    license: { name: license, text: read("LICENSE") },
  };
}
