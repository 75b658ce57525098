import type { Files } from "./Tree.ts";

/** Folders of one machine have no place in the project: an absolute path under the temporary folder, the home of root or a workspace. */
const privatePath = /(?<![\w./~$}:-])\/(?:work|tmp|root)\/[\w.-]/;

/** Lines that hold an absolute path of someone's machine, as sentences. */
export function findPrivateWords(files: Files): string[] {
  return [...files].flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) => (privatePath.test(line) ? [`${path}:${index + 1} names a folder of one machine`] : [])),
  );
}
