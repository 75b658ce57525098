import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { atMost, type Measurement } from "../../bench/measure.ts";

const dist = fileURLToPath(new URL("../../../renderer/dist/", import.meta.url));
const kilobytes = (path: string): number => statSync(`${dist}${path}`).size / 1_000;

/** How large the editor is: what its page names, and all of its code. */
export async function measureBundles(): Promise<Measurement[]> {
  const named = [...readFileSync(`${dist}index.html`, "utf8").matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)];
  const first = named.reduce((sum, [, path = ""]) => sum + kilobytes(path), 0);
  const files = readdirSync(`${dist}assets`).filter((name) => /\.(js|css)$/.test(name));
  const whole = files.reduce((sum, name) => sum + kilobytes(`assets/${name}`), 0);
  return [
    { what: "first load of the editor", unit: "KB", ours: first, bar: atMost(1_500), kind: "absolute" },
    {
      what: "all of its code",
      note: "the code editor and its workers load while the window is idle",
      unit: "KB",
      ours: whole,
      bar: atMost(15_000),
      kind: "absolute",
    },
  ];
}
