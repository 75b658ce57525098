import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { SluiceError } from "../base/SluiceError.ts";
import { readText } from "./readInput.ts";

/** A password, never from arguments: what stdin holds, or what a person types twice, unseen. Throws `wrong_use`. */
export async function readPassword(name: string): Promise<string> {
  if (process.stdin.isTTY !== true) {
    const password = readText("-").replace(/\r?\n$/, "");
    if (password !== "") return password;
    throw new SluiceError(
      "wrong_use",
      "There is no password on stdin. Write it there, or start the command in a terminal.",
    );
  }
  const password = await ask(`Password for "${name}": `);
  if ((await ask("Once more: ")) === password) return password;
  throw new SluiceError("wrong_use", "The two passwords differ. Nothing was changed.");
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const stop = new AbortController();
  lines.once("SIGINT", () => stop.abort());
  try {
    return await lines.question("", { signal: stop.signal });
  } catch (cause) {
    throw new SluiceError("wrong_use", "No password was given. Nothing was changed.", { cause });
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
