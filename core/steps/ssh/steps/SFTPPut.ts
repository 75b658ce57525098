import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, posix } from "node:path";
import { Readable } from "node:stream";
import { anyValue, boolean, defineParameters, file, select } from "sluice";
import { localPath } from "../util/localFiles.ts";
import { SftpException } from "../util/SftpException.ts";
import { settingsHelp } from "../util/settingsHelp.ts";
import { toContent } from "../util/toContent.ts";
import { pathHelp, remotePath, SftpStep, withSftp } from "../util/withSftp.ts";

const parameters = defineParameters({
  path: file({
    title: "File",
    description: "Where it shall lie on the server; with a file of this computer a path that ends with / is a folder.",
    sampleValue: "/data/out/orders_${appvar.day}.csv",
    required: true,
  }),
  source: select({
    title: "What",
    description: "What is put there.",
    options: [
      { value: "content", label: "Content" },
      { value: "file", label: "File of this computer" },
    ],
    defaultValue: "content",
  }),
  content: anyValue({
    title: "Content",
    description: "Text, bytes, or anything else as JSON; empty = the data of the earlier steps.",
    sampleValue: "${body}",
    showWhen: { parameter: "source", equals: "content" },
  }),
  from: file({
    title: "From",
    description: "Absolute path of a file of this computer.",
    sampleValue: "/data/out/orders.csv",
    required: true,
    showWhen: { parameter: "source", equals: "file" },
  }),
  overwrite: boolean({
    title: "Overwrite",
    description: "Replaces a file that is there already; otherwise the step fails.",
    defaultValue: true,
  }),
  create_folders: boolean({
    title: "Create folders",
    description: "Makes the folders of the path that are missing.",
    defaultValue: true,
  }),
});

const help = `
Puts a file on a server by SFTP and saves \`{path, bytes}\`.

The content is written beside the file under a name that begins with a dot, and takes its place when it is whole, so that nobody on the server ever
takes half of it, and a failure leaves the old file as it was.
${pathHelp}${settingsHelp}`;

/** SFTP put. */
export default class SFTPPut extends SftpStep.with(parameters) {
  override friendlyName = "SFTP put";
  override description = "Puts text, bytes, JSON or a file on a server, whole or not at all";
  override icon = "upload";
  override help = help;

  override async execute() {
    const { content, name, bytes } = await this.#source();
    const given = remotePath(this.getParameter("path"));
    if (given.endsWith("/") && name === undefined) throw new SftpException(`${given} is a folder; name the file in it`);
    const path = given.endsWith("/") ? posix.join(given, name ?? "") : given;
    await withSftp(this, async (files) => {
      if (this.getParameter("create_folders")) await files.makeFolders(posix.dirname(path));
      await files.write(path, { from: content(), replace: this.getParameter("overwrite") });
    });
    this.logger.info("Put %d bytes to %s", bytes, path);
    await this.saveDataForNextStep({ path, bytes });
  }

  async #source(): Promise<{ content: () => AsyncIterable<Buffer>; name?: string; bytes: number }> {
    if (this.getParameter("source") === "file") {
      const from = localPath(this.getParameter("from") as string);
      const facts = await stat(from).catch((cause: Error) => {
        throw new SftpException(`${from} cannot be read: ${cause.message}`, { cause });
      });
      return {
        content: () => createReadStream(from, { highWaterMark: 524_288 }),
        name: basename(from),
        bytes: facts.size,
      };
    }
    const given = this.getParameter("content");
    const content = toContent(given === null || given === "" ? this.joinPreviousStepData() : given);
    if (content === undefined) {
      throw new SftpException("There is nothing to put: no content and no data of earlier steps");
    }
    return { content: () => Readable.from([content]), bytes: content.length };
  }
}
