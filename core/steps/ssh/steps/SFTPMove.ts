import { posix } from "node:path";
import { boolean, defineParameters, file } from "sluice";
import { settingsHelp } from "../util/settingsHelp.ts";
import { pathHelp, remotePath, SftpStep, withSftp } from "../util/withSftp.ts";

const parameters = defineParameters({
  from: file({
    title: "File",
    description: "A file or folder of the server.",
    sampleValue: "${path}",
    required: true,
  }),
  to: file({
    title: "To",
    description: "Its new path; one that ends with / is a folder, in which it keeps its name.",
    sampleValue: "/data/done/",
    required: true,
  }),
  overwrite: boolean({
    title: "Overwrite",
    description: "Replaces a file that is there already; otherwise the step fails.",
    defaultValue: false,
  }),
});

const help = `
Moves or renames a file or folder of a server by SFTP, makes the folders that are missing, and saves \`{path}\`, its new path. Both paths have to lie
on one disk of the server.
${pathHelp}${settingsHelp}`;

/** SFTP move. */
export default class SFTPMove extends SftpStep.with(parameters) {
  override friendlyName = "SFTP move";
  override description = "Moves or renames a file of a server";
  override icon = "file-symlink";
  override help = help;

  override async execute() {
    const from = remotePath(this.getParameter("from"));
    const given = remotePath(this.getParameter("to"));
    const to = given.endsWith("/") ? posix.join(given, posix.basename(from)) : given;
    await withSftp(this, async (files) => {
      await files.makeFolders(posix.dirname(to));
      await files.move(from, { to, replace: this.getParameter("overwrite") });
    });
    this.logger.info("%s is now %s", from, to);
    await this.saveDataForNextStep({ path: to });
  }
}
