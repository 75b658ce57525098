import { posix } from "node:path";
import { ownPackages } from "../importTable.ts";
import { type Import, readImports } from "./readImports.ts";

/** Text files by path from the root of the project, with forward slashes. */
export type Files = ReadonlyMap<string, string>;

export interface Edge extends Import {
  from: string;
  /** A file of the project, or undefined for a package or a module of Node. */
  to: string | undefined;
  /** Name of the package or of the module of Node. */
  packageName: string | undefined;
}

const sourceFile = /\.(?:[cm]?[jt]sx?)$/;

/** The source files of a project and what each of them imports. */
export class Tree {
  readonly files: Files;
  readonly edges: Edge[] = [];
  private readonly byFile = new Map<string, Edge[]>();

  constructor(files: Files) {
    this.files = files;
    for (const [path, text] of files) {
      if (!sourceFile.test(path)) continue;
      const edges = readImports(text).map((entry) => resolve(path, entry));
      this.byFile.set(path, edges);
      this.edges.push(...edges);
    }
  }

  sources(): string[] {
    return [...this.byFile.keys()];
  }

  edgesOf(path: string): Edge[] {
    return this.byFile.get(path) ?? [];
  }
}

function resolve(from: string, entry: Import): Edge {
  const { specifier } = entry;
  if (specifier.startsWith(".")) {
    return { ...entry, from, to: posix.join(posix.dirname(from), specifier), packageName: undefined };
  }
  const own = ownPackages[specifier];
  if (own !== undefined) return { ...entry, from, to: own, packageName: undefined };
  const parts = specifier.split("/");
  const packageName = specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier);
  return { ...entry, from, to: undefined, packageName };
}

/** Whether a path is a file or lies within a folder. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
