import { defineParameters, file, number, select, text } from "sluice";
import { globFiles } from "../util/globFiles.ts";
import type { RemoteFile } from "../util/RemoteFiles.ts";
import { settingsHelp } from "../util/settingsHelp.ts";
import { pathHelp, remotePath, SftpStep, withSftp } from "../util/withSftp.ts";

const parameters = defineParameters({
  folder: file({
    title: "Folder",
    description: "A folder of the server; empty = the home folder.",
    sampleValue: "/data/in",
    defaultValue: ".",
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
      { value: "file", label: "Files" },
      { value: "folder", label: "Folders" },
    ],
    defaultValue: "file",
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
  marker: text({
    title: "Marker",
    description:
      "A name under which the cache keeps what was listed: the next time only what is new or changed is. Empty = all.",
    sampleValue: "orders_in",
  }),
});

const help = `
Lists the files of a folder of a server by SFTP: \`[{path, name, bytes, modified}]\`, where \`modified\` is a date.

\`*\` stands for any part of a name, \`**\` for any folders, \`{csv,txt}\` for either. Names that begin with a dot, such as those of files that are
still being written, are left out unless the pattern begins so too. Links to folders are not followed.

**Only what is new.** With a marker a file is listed once, and again when its size or time changed. What *At most* leaves out comes the next time.
It counts as listed when this step ends with success, whatever becomes of the steps after it; delete the entry \`sftp_MARKER\` of the cache to see
all again. Steps with the same marker share it.
${pathHelp}${settingsHelp}`;

/** SFTP list. */
export default class SFTPList extends SftpStep.with(parameters) {
  override friendlyName = "SFTP list";
  override description = "Lists the files of a server that fit a pattern, or only those that are new";
  override icon = "folder-search";
  override help = help;

  override async execute() {
    const folder = remotePath(this.getParameter("folder"));
    const pattern = this.getParameter("pattern");
    const kind = this.getParameter("kind");
    const found = await withSftp(this, (files) => globFiles(files, { folder, pattern, kind }));
    const marker = this.getParameter("marker");
    const entry = marker === null || marker === "" ? undefined : `sftp_${marker}`;
    const known = new Map(Object.entries(((entry && (await this.cache.read(entry))) ?? {}) as Record<string, string>));
    const fresh = sortFiles(
      found.filter((file) => known.get(file.path) !== stateOf(file)),
      this.getParameter("sort"),
    ).slice(0, this.getParameter("limit") ?? found.length);
    await this.saveDataForNextStep(fresh.map(({ path, name, bytes, modified }) => ({ path, name, bytes, modified })));
    if (entry === undefined) return;
    for (const file of fresh) known.set(file.path, stateOf(file));
    // What is gone is forgotten, so that the entry stays as small as the folder.
    const kept = found.flatMap(({ path }) => (known.has(path) ? [[path, known.get(path) ?? ""]] : []));
    await this.cache.save(entry, Object.fromEntries(kept));
  }
}

function stateOf({ bytes, modified }: RemoteFile): string {
  return `${bytes} ${modified.getTime()}`;
}

function sortFiles(files: RemoteFile[], order: "path" | "oldest" | "newest"): RemoteFile[] {
  if (order === "path") return files;
  return files.sort((a, b) => (a.modified.getTime() - b.modified.getTime()) * (order === "oldest" ? 1 : -1));
}
