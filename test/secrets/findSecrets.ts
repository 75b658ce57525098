import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The forms in which a text may lie in a file, each as bytes. */
function formsOf(text: string): [form: string, bytes: Buffer][] {
  const utf8 = Buffer.from(text);
  const percent = encodeURIComponent(text);
  const json = JSON.stringify(text).slice(1, -1);
  return [
    ["utf8", utf8],
    ["utf16le", Buffer.from(text, "utf16le")],
    ["utf16be", Buffer.from(text, "utf16le").swap16()],
    ["percent", Buffer.from(percent)],
    ["form", Buffer.from(percent.replaceAll("%20", "+"))],
    ["JSON", Buffer.from(json)],
    ["JSON in JSON", Buffer.from(JSON.stringify(json).slice(1, -1))],
    ["hex", Buffer.from(utf8.toString("hex"))],
    ...[0, 1, 2].flatMap((before) => base64At(utf8, before)),
  ];
}

/** The base64 of a text within longer base64, at one of three alignments, without the characters that mix with others. */
function base64At(bytes: Buffer, before: number): [string, Buffer][] {
  const base64 = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
  const core = base64.slice([0, 2, 3][before], Math.floor(((before + bytes.length) * 8) / 6));
  const url = core.replaceAll("+", "-").replaceAll("/", "_");
  return [
    [`base64 at ${before}`, Buffer.from(core)],
    [`base64url at ${before}`, Buffer.from(url)],
  ];
}

/** What must not be found: each secret, and each of its lines of 8 or more characters. */
function needlesOf(secrets: readonly string[]): string[] {
  const lines = secrets.flatMap((secret) => secret.split("\n")).filter((line) => line.length >= 8);
  return [...new Set([...secrets, ...lines])];
}

/** Where the secrets occur in some bytes, in any form. */
export function findSecrets(where: string, content: string | Buffer, secrets: readonly string[]): string[] {
  const bytes = Buffer.from(content);
  return needlesOf(secrets).flatMap((secret) =>
    formsOf(secret).flatMap(([form, needle]) => {
      const at = bytes.indexOf(needle);
      if (at < 0) return [];
      return [
        `${where}: ${form} at ${at} in ${JSON.stringify(bytes.toString("latin1", Math.max(0, at - 60), at + 60))}`,
      ];
    }),
  );
}

/** Where the secrets occur in the raw bytes of any file of a folder, or in its names. */
export function findSecretsInFolder(folder: string, secrets: readonly string[]): { files: string[]; found: string[] } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const names = files.flatMap((file) => findSecrets("file name", file, secrets));
  const found = files.flatMap((file) => findSecrets(file.slice(folder.length + 1), readFileSync(file), secrets));
  return { files: files.map((file) => file.slice(folder.length + 1)), found: [...names, ...found] };
}
