import { rm } from "node:fs/promises";
import { BaseStep, boolean, defineParameters, list } from "sluice";
import { absolutePath, isMissing, toFileException } from "../util/files.ts";

const parameters = defineParameters({
  paths: list<string>({
    title: "Files",
    description: "Absolute paths of files.",
    sampleValue: ["${path}"],
    required: true,
  }),
  must_exist: boolean({
    title: "Must be there",
    description: "A file that is not there fails the step.",
    defaultValue: false,
  }),
});

const help = `
Deletes files and saves \`{deleted, missing}\`, lists of their paths. Folders are refused, so that one wrong path never deletes a tree.
`;

/** Deletes files. */
export default class DeleteFile extends BaseStep.with(parameters) {
  override friendlyName = "Delete file";
  override description = "Deletes files, and says which were there";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Files";
  override icon = "file-x";
  override help = help;

  override async execute() {
    const deleted: string[] = [];
    const missing: string[] = [];
    for (const path of this.getParameter("paths").map(absolutePath)) {
      try {
        await rm(path);
        deleted.push(path);
      } catch (error) {
        if (!isMissing(error) || this.getParameter("must_exist")) throw toFileException(path, error);
        missing.push(path);
      }
    }
    this.logger.info("Deleted %d files", deleted.length);
    await this.saveDataForNextStep({ deleted, missing });
  }
}
