import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { atMost, type Measurement } from "../../bench/measure.ts";

const dist = fileURLToPath(new URL("../../../renderer/dist/", import.meta.url));
const kilobytes = (path: string): number => statSync(`${dist}${path}`).size / 1_000;

/** How large the program is: what its page names, what the editor of an application adds, and all of its code. */
export async function measureBundles(): Promise<Measurement[]> {
  const named = [...readFileSync(`${dist}index.html`, "utf8").matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)];
  const files = readdirSync(`${dist}assets`).filter((name) => /\.(js|css)$/.test(name));
  const sizeOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + kilobytes(`assets/${name}`), 0);
  const row = (what: string, ours: number, bar: number): Measurement => ({
    what,
    unit: "KB",
    ours,
    bar: atMost(bar),
    // The same on every machine.
    kind: "ratio",
  });
  return [
    row(
      "first load of the program",
      named.reduce((sum, [, path = ""]) => sum + kilobytes(path), 0),
      1_050,
    ),
    row("the editor of an application", sizeOf(files.filter((name) => name.startsWith("EditorPage-"))), 950),
    { ...row("all of its code", sizeOf(files), 15_000), note: "the code editor loads while nobody works" },
  ];
}
