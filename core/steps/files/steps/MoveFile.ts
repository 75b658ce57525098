import { copyFile, mkdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { BaseStep, boolean, defineParameters, file, select } from "sluice";
import { absolutePath, FileException, toFileException } from "../util/files.ts";

const parameters = defineParameters({
  from: file({
    title: "File",
    description: "Absolute path of the file.",
    sampleValue: "${path}",
    required: true,
  }),
  to: file({
    title: "To",
    description: "Its new absolute path; one that ends with / is a folder, in which it keeps its name.",
    sampleValue: "/data/done/",
    required: true,
  }),
  action: select({
    title: "Action",
    description: "Whether the file stays where it was as well.",
    options: [
      { value: "move", label: "Move" },
      { value: "copy", label: "Copy" },
    ],
    defaultValue: "move",
  }),
  overwrite: boolean({
    title: "Overwrite",
    description: "Replaces a file that is there already; otherwise the step fails.",
    defaultValue: false,
  }),
});

const help = `
Moves or copies a file, also to another disk, makes the folders that are missing, and saves \`{path}\`, its new path.
`;

/** Moves or copies a file. */
export default class MoveFile extends BaseStep.with(parameters) {
  override friendlyName = "Move file";
  override description = "Moves, renames or copies a file";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Files";
  override icon = "file-symlink";
  override help = help;

  override async execute() {
    const from = absolutePath(this.getParameter("from"));
    const given = this.getParameter("to");
    const to = absolutePath(/[/\\]$/.test(given) ? join(given, basename(from)) : given);
    try {
      await stat(from);
      if (!this.getParameter("overwrite")) await assertFree(to);
      await mkdir(dirname(to), { recursive: true });
      if (this.getParameter("action") === "copy") await copyFile(from, to);
      else await move(from, to);
    } catch (error) {
      throw toFileException(from, error);
    }
    this.logger.info("%s is now %s", from, to);
    await this.saveDataForNextStep({ path: to });
  }
}

async function assertFree(path: string): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw new FileException(`${path} exists already; allow overwriting or choose another name`);
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, "code") !== "EXDEV") throw error;
    // Another disk: the file goes only when its copy is whole.
    const part = `${to}.${process.pid}.part`;
    await copyFile(from, part);
    await rename(part, to);
    await rm(from);
  }
}
