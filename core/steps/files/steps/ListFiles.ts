import { glob, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { BaseStep, defineParameters, file, number, select, text } from "sluice";
import { absolutePath, FileException, isMissing, toFileException } from "../util/files.ts";

const parameters = defineParameters({
  folder: file({
    title: "Folder",
    description: "Absolute path of the folder; `~/` is the home folder.",
    sampleValue: "/data/in",
    required: true,
  }),
  pattern: text({
    title: "Pattern",
    description: "Which files: `*.csv`, or `**/*.csv` for those in folders within it too.",
    sampleValue: "**/*.csv",
    defaultValue: "*",
  }),
  kind: select({
    title: "Kind",
    description: "What is listed.",
    options: [
      { value: "files", label: "Files" },
      { value: "folders", label: "Folders" },
    ],
    defaultValue: "files",
  }),
  sort: select({
    title: "Order",
    description: "In which order they stand.",
    options: [
      { value: "path", label: "By path" },
      { value: "oldest", label: "Oldest first" },
      { value: "newest", label: "Newest first" },
    ],
    defaultValue: "path",
  }),
  limit: number({
    title: "At most",
    description: "So many are listed; empty = all.",
    min: 1,
  }),
});

const help = `
Lists the files of a folder: \`[{path, name, bytes, modified}]\`, where \`modified\` is a date.

\`*\` stands for any part of a name, \`**\` for any folders, \`{csv,txt}\` for either.
`;

/** Lists files. */
export default class ListFiles extends BaseStep.with(parameters) {
  override friendlyName = "List files";
  override description = "Lists the files of a folder that fit a pattern";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Files";
  override icon = "folder-search";
  override help = help;

  override async execute() {
    const folder = absolutePath(this.getParameter("folder"));
    const wantsFolders = this.getParameter("kind") === "folders";
    const found: { path: string; name: string; bytes: number; modified: Date }[] = [];
    try {
      if (!(await stat(folder)).isDirectory()) throw new FileException(`${folder} is a file, not a folder`);
      for await (const name of glob(this.getParameter("pattern"), { cwd: folder })) {
        this.signal.throwIfAborted();
        const path = join(folder, name);
        const facts = await stat(path).catch((error: unknown) =>
          isMissing(error) ? undefined : Promise.reject(error),
        );
        // A file may go while the folder is read.
        if (facts === undefined || (wantsFolders ? !facts.isDirectory() : !facts.isFile())) continue;
        found.push({ path, name: basename(path), bytes: facts.size, modified: facts.mtime });
      }
    } catch (error) {
      throw toFileException(folder, error);
    }
    const order = this.getParameter("sort");
    found.sort((a, b) => (a.path < b.path ? -1 : 1));
    if (order !== "path")
      found.sort((a, b) => (a.modified.getTime() - b.modified.getTime()) * (order === "oldest" ? 1 : -1));
    await this.saveDataForNextStep(found.slice(0, this.getParameter("limit") ?? found.length));
  }
}
