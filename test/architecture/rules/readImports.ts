import { maskSource } from "./maskSource.ts";

/** One import or re-export of a file. */
export interface Import {
  specifier: string;
  /** Only types: nothing of it is there when the code runs. */
  isType: boolean;
  /** From 1. */
  line: number;
}

const statement = /(?<![\w$.])(import|export)\s+(type\s+)?((?:[\w$*\s,]|\{[^}]*\})*?)\s*\bfrom\s*(["'])([^"'\n]+)\4/g;
const bare = /(?<![\w$.])import\s*(["'])([^"'\n]+)\1/g;
const dynamic = /(?<![\w$.])(import|require|import\.meta\.resolve|new URL)\s*\(\s*(["'])([^"'\n]+)\2/g;

/** All imports of a TypeScript or JavaScript file: statements, re-exports, `import()`, `require()` and files named by `new URL("./x.ts", ...)`. */
export function readImports(source: string): Import[] {
  const code = maskSource(source, { literals: false });
  const outline = maskSource(source, { literals: true });
  const found: Import[] = [];
  const add = (index: number, specifier: string, isType: boolean): void => {
    // A statement that is quoted in a text is blank in the outline.
    if (outline.slice(index, index + 6).trim() === "") return;
    found.push({ specifier, isType, line: code.slice(0, index).split("\n").length });
  };
  for (const match of code.matchAll(statement)) {
    const [, , typeWord, names = "", , specifier = ""] = match;
    add(match.index, specifier, typeWord !== undefined || areAllTypes(names));
  }
  for (const match of code.matchAll(bare)) add(match.index, match[2] ?? "", false);
  for (const match of code.matchAll(dynamic)) {
    const isFile = match[1] !== "new URL" || /^\.{1,2}\/.*\.[cm]?[jt]sx?$/.test(match[3] ?? "");
    if (isFile) add(match.index, match[3] ?? "", isWithinType(code, match.index));
  }
  return found;
}

function areAllTypes(names: string): boolean {
  const inner = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1];
  if (inner === undefined) return false;
  const parts = inner.split(",").filter((part) => part.trim() !== "");
  return parts.length > 0 && parts.every((part) => /^\s*type\s/.test(part));
}

// `let x: import("./y.ts").Y` and `typeof import("./y.ts")` are types.
function isWithinType(code: string, index: number): boolean {
  return /(?::|\btypeof|<|\|)\s*$/.test(code.slice(Math.max(0, index - 20), index));
}
