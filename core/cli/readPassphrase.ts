import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { SluiceError } from "../base/SluiceError.ts";
import { readText } from "./readInput.ts";

/**
 * A passphrase: `SLUICE_PASSPHRASE`, else asked for without showing it, else the first line of stdin. Never an argument,
 * which every user of the machine can read. Throws `wrong_use` when it is empty, or not repeated alike.
 */
export async function readPassphrase(options: { question: string; repeat: boolean }): Promise<string> {
  const given = process.env.SLUICE_PASSPHRASE;
  const passphrase = given !== undefined && given !== "" ? given : await read(options);
  if (passphrase === "") throw new SluiceError("wrong_use", "The passphrase is empty.");
  return passphrase;
}

async function read({ question, repeat }: { question: string; repeat: boolean }): Promise<string> {
  if (process.stdin.isTTY !== true) return readText("-").split(/\r?\n/, 1)[0] ?? "";
  const first = await ask(`${question}: `);
  if (repeat && (await ask("The same again: ")) !== first) {
    throw new SluiceError("wrong_use", "The passphrases differ.");
  }
  return first;
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question("");
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}
