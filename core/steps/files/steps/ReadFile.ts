import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { BaseStep, boolean, contentKinds, defineParameters, file, select } from "sluice";
import { absolutePath, FileException, isMissing, toFileException } from "../util/files.ts";

const parameters = defineParameters({
  path: file({
    title: "File",
    description: "Absolute path of the file; `~/` is the home folder.",
    sampleValue: "/data/orders.csv",
    required: true,
  }),
  as: select({
    title: "As",
    description: "What the content becomes.",
    options: contentKinds,
    defaultValue: "text",
  }),
  encoding: select({
    title: "Encoding",
    description: "Of the text.",
    options: ["utf-8", "utf-16le", "windows-1252", "iso-8859-15"],
    defaultValue: "utf-8",
    advanced: true,
  }),
  optional: boolean({
    title: "May be missing",
    description: "Saves nothing when there is no such file, instead of failing.",
    defaultValue: false,
  }),
});

const help = `
Reads a file of this computer.

*List of lines* reads line by line and works for files larger than the memory; it takes UTF-8. The other kinds hold the whole file at once.
A byte order mark is no part of a text.
`;

/** Reads a file. */
export default class ReadFile extends BaseStep.with(parameters) {
  override friendlyName = "Read file";
  override description = "Reads a file as text, JSON, lines or bytes";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Files";
  override icon = "file-input";
  override help = help;

  override async execute() {
    const path = absolutePath(this.getParameter("path"));
    try {
      await this.saveDataForNextStep(await this.#read(path));
    } catch (error) {
      if (!(isMissing(error) && this.getParameter("optional"))) throw toFileException(path, error);
      this.logger.info("There is no file %s", path);
    }
  }

  async #read(path: string): Promise<unknown> {
    const as = this.getParameter("as");
    if (as === "lines") return this.#readLines(path);
    const bytes = await readFile(path, { signal: this.signal });
    if (as === "bytes") return bytes;
    const text = decode(bytes, { encoding: this.getParameter("encoding"), path });
    return as === "json" ? parse(text, path) : text;
  }

  async *#readLines(path: string) {
    const input = createReadStream(path, { encoding: "utf8", signal: this.signal });
    let isFirst = true;
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield isFirst ? line.replace(/^\uFEFF/, "") : line;
      isFirst = false;
    }
  }
}

function decode(bytes: Uint8Array, { encoding, path }: { encoding: string; path: string }): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FileException(`${path}: the bytes are no ${encoding}; choose another encoding`, { cause });
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FileException(`${path} is no JSON: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
