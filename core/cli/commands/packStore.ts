import { createReadStream, existsSync, readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { SluiceError } from "../../base/SluiceError.ts";
import { oneLine, safeLines } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { packStatus, printTrust } from "../output/packs.ts";
import { printTable } from "../output/table.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";
import { assertAgreed, type Pack, tell } from "./packWork.ts";

export interface PackOptions extends ClientWish {
  version?: string;
  yes?: boolean;
  force?: boolean;
  signature?: string;
}

/** `sluice pack upload FILE` */
export function packUploadCommand(file: string, options: PackOptions): Promise<number> {
  const output = createOutput(options);
  if (!existsSync(file)) throw new SluiceError("not_found", `There is no file ${file}.`, { details: { file } });
  return withClient(options, async (client) => {
    const archive = Readable.toWeb(createReadStream(file)) as unknown as RequestInit["body"];
    const signature = readSignature(file, options);
    const query = {
      force: options.force === true ? ("true" as const) : ("false" as const),
      ...(signature === undefined ? {} : { signature }),
    };
    const answer = await client.send("uploadSyncPack", { query, archive, archiveType: "application/gzip" });
    const pack = (await answer.json()) as Pack;
    tell(output, { pack, done: "Uploaded", next: "activate" });
    return 0;
  });
}

/** `sluice pack list` */
export function packListCommand(options: ClientWish & { installed?: boolean; activated?: boolean }): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const packs = await client.call("listSyncPacks", {
      query: {
        ...(options.installed === true ? { only_installed: "true" as const } : {}),
        ...(options.activated === true ? { only_activated: "true" as const } : {}),
      },
    });
    if (output.isJson) output.json(packs);
    else {
      printTable(output, packs, [
        { title: "NAME", value: ({ name }) => name, paint: (_pack, cell) => output.style("bold", cell) },
        { title: "VERSION", value: ({ version }) => version },
        { title: "STATUS", value: (pack) => packStatus(pack) },
        { title: "STEPS", value: ({ steps }) => String(steps.length), isNumber: true },
        { title: "WHAT IT IS FOR", value: ({ summary }) => oneLine(summary) },
      ]);
    }
    return 0;
  });
}

/** `sluice pack show NAME` */
export function packShowCommand(name: string, options: PackOptions): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const pack = await client.call("getSyncPack", { params: { name }, query: versionOf(options) });
    if (output.isJson) {
      output.json(pack);
      return 0;
    }
    const { style } = output;
    output.line(
      `${style("bold", pack.name)} ${pack.version}  ${oneLine(pack.friendly_name)}  ${style("dim", packStatus(pack))}`,
    );
    if (pack.description !== "") output.line(oneLine(pack.description));
    if (pack.problem !== null) output.line(style("red", `✖ ${safeLines(pack.problem)}`));
    const lists = { Steps: pack.steps, Applications: pack.applications, Configurations: pack.configurations };
    for (const [title, names] of Object.entries({ ...lists, Schedules: pack.schedules, "Used by": pack.used_by })) {
      if (names.length > 0) output.line(`${title.padEnd(14)} ${names.map(oneLine).join(", ")}`);
    }
    if (pack.trust !== null) output.line();
    printTrust(output, pack);
    return 0;
  });
}

/** `sluice pack remove NAME` */
export function packRemoveCommand(name: string, options: PackOptions): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    assertAgreed(options, "removed");
    const force = options.force === true ? ("true" as const) : ("false" as const);
    await client.call("deleteSyncPack", { params: { name }, query: { ...versionOf(options), force } });
    const { version = null } = options;
    if (output.isJson) output.json({ name, version, removed: true });
    else output.line(`${output.style("green", "✔")} Removed ${name}${version === null ? "" : ` ${version}`}.`);
    return 0;
  });
}

/** `sluice pack license-report NAME` */
export function packLicenseCommand(name: string, options: PackOptions): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const { version, trust } = await client.call("getSyncPack", { params: { name }, query: versionOf(options) });
    const dependencies = trust?.dependencies ?? [];
    if (output.isJson) output.json({ name, version, dependencies });
    else if (dependencies.length === 0) output.line(`${name} ${version} brings no npm packages.`);
    else {
      printTable(output, dependencies, [
        { title: "PACKAGE", value: (one) => oneLine(one.name) },
        { title: "VERSION", value: (one) => oneLine(one.version) },
        { title: "LICENCE", value: (one) => oneLine(one.license) || "not said" },
      ]);
    }
    return 0;
  });
}

/** The text of the file that was named, else of the one beside the archive; undefined = there is none. */
function readSignature(file: string, { signature }: PackOptions): string | undefined {
  const path = signature ?? `${file}.minisig`;
  if (existsSync(path)) return readFileSync(path, "utf8");
  if (signature === undefined) return undefined;
  throw new SluiceError("not_found", `There is no file ${path}.`, { details: { file: path } });
}

function versionOf({ version }: PackOptions): { version?: string } {
  return version === undefined ? {} : { version };
}
