import { basename } from "node:path";
import { parseApplication } from "../../model/parseApplication.ts";
import { parseConfiguration } from "../../model/parseConfiguration.ts";

/** What is wrong with the applications and configurations among the files of a pack; each must have the name of its file. */
export function checkDocuments(files: ReadonlyMap<string, Uint8Array>): string[] {
  return [...files].flatMap(([path, bytes]) => {
    const kind = /^(apps|configs)\//.exec(path)?.[1];
    if (kind === undefined) return [];
    const text = new TextDecoder().decode(bytes);
    const parse = kind === "apps" ? parseApplication : parseConfiguration;
    const parsed = parse(text, { fileName: path });
    if (!parsed.ok) return parsed.problems.map(({ message }) => `${path}: ${message}`);
    const name = basename(path, ".json");
    return parsed.name === name ? [] : [`${path}: its name is ${JSON.stringify(parsed.name)}, not that of its file`];
  });
}
