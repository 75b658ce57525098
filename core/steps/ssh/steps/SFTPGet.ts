import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { boolean, contentKinds, defineParameters, file, select } from "sluice";
import { localPath, writeLocal } from "../util/localFiles.ts";
import type { RemoteFiles } from "../util/RemoteFiles.ts";
import { SftpException } from "../util/SftpException.ts";
import { settingsHelp } from "../util/settingsHelp.ts";
import { pathHelp, remotePath, SftpStep, withSftp } from "../util/withSftp.ts";

const parameters = defineParameters({
  path: file({
    title: "File",
    description: "A file of the server.",
    sampleValue: "${path}",
    required: true,
  }),
  as: select({
    title: "As",
    description: "What the content becomes.",
    options: [...contentKinds, { value: "file", label: "File of this computer" }],
    defaultValue: "text",
  }),
  to: file({
    title: "To",
    description: "Absolute path on this computer; one that ends with / is a folder, in which the file keeps its name.",
    sampleValue: "/data/in/",
    required: true,
    showWhen: { parameter: "as", equals: "file" },
  }),
  optional: boolean({
    title: "May be missing",
    description: "Saves nothing when there is no such file, instead of failing.",
    defaultValue: false,
  }),
});

const help = `
Gets a file of a server by SFTP and saves its content as text (UTF-8), JSON, lines or bytes; or writes it to a file of this computer and saves
\`{path, bytes}\`. That file is whole or not there at all, may be of any size, and replaces one that is there already.
${pathHelp}${settingsHelp}`;

/** SFTP get. */
export default class SFTPGet extends SftpStep.with(parameters) {
  override friendlyName = "SFTP get";
  override description = "Gets a file of a server as text, JSON, lines, bytes, or into a file";
  override icon = "download";
  override help = help;

  override async execute() {
    const path = remotePath(this.getParameter("path"));
    try {
      await this.saveDataForNextStep(await withSftp(this, (files) => this.#get(files, path)));
    } catch (error) {
      const isMissing = error instanceof SftpException && error.isMissing;
      if (!(isMissing && this.getParameter("optional"))) throw error;
      this.logger.info("There is no file %s", path);
    }
  }

  async #get(files: RemoteFiles, path: string): Promise<unknown> {
    const as = this.getParameter("as");
    if (as === "file") {
      const given = this.getParameter("to") as string;
      const to = localPath(/[/\\]$/.test(given) ? join(given, basename(path)) : given);
      await mkdir(dirname(to), { recursive: true });
      return { path: to, bytes: await writeLocal(to, files.read(path)) };
    }
    const chunks: Buffer[] = [];
    for await (const chunk of files.read(path)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    if (as === "bytes") return content;
    const text = decode(content, path);
    if (as === "text") return text;
    if (as === "lines") return text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new SftpException(`${path} is no JSON: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }
}

function decode(content: Buffer, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch (cause) {
    throw new SftpException(`${path}: the bytes are no UTF-8; get them as bytes`, { cause });
  }
}
