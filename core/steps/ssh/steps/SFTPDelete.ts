import { boolean, defineParameters, list } from "sluice";
import { SftpException } from "../util/SftpException.ts";
import { settingsHelp } from "../util/settingsHelp.ts";
import { pathHelp, remotePath, SftpStep, withSftp } from "../util/withSftp.ts";

const parameters = defineParameters({
  paths: list<string>({
    title: "Files",
    description: "Files of the server, one per line.",
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
Deletes files of a server by SFTP and saves \`{deleted, missing}\`, lists of their paths. Folders are refused, so that one wrong path never deletes a
tree.
${pathHelp}${settingsHelp}`;

/** SFTP delete. */
export default class SFTPDelete extends SftpStep.with(parameters) {
  override friendlyName = "SFTP delete";
  override description = "Deletes files of a server, and says which were there";
  override icon = "file-x";
  override help = help;

  override async execute() {
    const [deleted, missing]: [string[], string[]] = [[], []];
    await withSftp(this, async (files) => {
      for (const path of this.getParameter("paths").map(remotePath)) {
        try {
          await files.remove(path);
          deleted.push(path);
        } catch (error) {
          const isMissing = error instanceof SftpException && error.isMissing;
          if (!isMissing || this.getParameter("must_exist")) throw error;
          missing.push(path);
        }
      }
    });
    this.logger.info("Deleted %d files", deleted.length);
    await this.saveDataForNextStep({ deleted, missing });
  }
}
