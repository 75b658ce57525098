import type { Room } from "../importTable.ts";
import { roomOf } from "./findForbiddenImports.ts";
import { maskSource } from "./maskSource.ts";
import type { Tree } from "./Tree.ts";

const forbidden: [RegExp, string][] = [
  [/(?<![\w$.])Date\s*\.\s*now\b/, "Date.now"],
  [/\bnew\s+Date\s*\(\s*\)/, "new Date()"],
  [/(?<![\w$.])performance\s*\./, "performance"],
  [/(?<![\w$.])Math\s*\.\s*random\b/, "Math.random"],
  [/(?<![\w$.])crypto\s*\./, "crypto"],
  [/(?<![\w$.])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(/, "a timer"],
  [/(?<![\w$.])console\s*\./, "console"],
  [/(?<![\w$.])process\s*\./, "process"],
  [/(?<![\w$.])Buffer\s*[.(]/, "Buffer"],
  [/(?<![\w$.])globalThis\b/, "globalThis"],
];

/** Time, randomness, timers, console and Node in rooms that must be portable, as sentences. */
export function findImpureCode(tree: Tree, table: Room[]): string[] {
  return tree.sources().flatMap((path) => {
    if (roomOf(path, table)?.portable === undefined) return [];
    const lines = maskSource(tree.files.get(path) ?? "", { literals: true }).split("\n");
    return lines.flatMap((line, index) =>
      forbidden
        .filter(([pattern]) => pattern.test(line))
        .map(([, name]) => `${path}:${index + 1} uses ${name}; it must come through a port`),
    );
  });
}
