import { appendFile, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { anyValue, BaseStep, boolean, defineParameters, file, select } from "sluice";
import { absolutePath, toFileException } from "../util/files.ts";
import { toContent } from "../util/toContent.ts";

const parameters = defineParameters({
  path: file({
    title: "File",
    description: "Absolute path of the file; `~/` is the home folder.",
    sampleValue: "/data/out/orders_${appvar.day}.csv",
    required: true,
  }),
  content: anyValue({
    title: "Content",
    description: "Text, bytes, or anything else as JSON; empty = the data of the earlier steps.",
    sampleValue: "${body}",
  }),
  mode: select({
    title: "When the file exists",
    description: "What becomes of what is in it.",
    options: [
      { value: "replace", label: "It is replaced" },
      { value: "append", label: "The content is added at its end" },
      { value: "fail", label: "The step fails" },
    ],
    defaultValue: "replace",
  }),
  create_folders: boolean({
    title: "Create folders",
    description: "Makes the folders of the path that are missing.",
    defaultValue: true,
  }),
});

const help = `
Writes a file of this computer and saves \`{path, bytes}\`.

A file is replaced as a whole: the content is written beside it and takes its place when it is on disk, so that nobody ever reads half of
it, and a failure leaves the old file as it was.
`;

/** Writes a file. */
export default class WriteFile extends BaseStep.with(parameters) {
  override friendlyName = "Write file";
  override description = "Writes text, bytes or JSON to a file, whole or not at all";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Files";
  override icon = "file-output";
  override help = help;

  override async execute() {
    const path = absolutePath(this.getParameter("path"));
    const given = this.getParameter("content");
    const content = toContent(given === null || given === "" ? this.joinPreviousStepData() : given);
    try {
      if (this.getParameter("create_folders")) await mkdir(dirname(path), { recursive: true });
      await this.#write(path, content);
    } catch (error) {
      throw toFileException(path, error);
    }
    this.logger.info("Wrote %d bytes to %s", content.length, path);
    await this.saveDataForNextStep({ path, bytes: content.length });
  }

  async #write(path: string, content: Buffer): Promise<void> {
    const mode = this.getParameter("mode");
    if (mode === "append") return appendFile(path, content, { flush: true });
    if (mode === "fail") return writeWhole(path, content);
    const beside = `${path}.${process.pid}.${Date.now()}.part`;
    try {
      await writeWhole(beside, content);
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }
}

/** A new file, on disk when this resolves. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  await using handle = await open(path, "wx");
  await handle.writeFile(content);
  await handle.sync();
}
