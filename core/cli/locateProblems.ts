import { positionAt } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";
import type { Problem } from "../model/Problem.ts";
import { problemsOf } from "../service/failures.ts";

/** A problem with its place in a file; line and column count from 1. */
export interface LocatedProblem extends Problem {
  file?: string;
  line?: number;
  column?: number;
}

/** Adds file, line and column to the problems of a document that was read from a file; `text` is valid JSON. */
export function locateProblems(problems: readonly Problem[], from: { file: string; text: string }): LocatedProblem[] {
  return problems.map((problem) => {
    const { line, column } = positionAt(from.text, findOffset(from.text, parsePath(problem.path)));
    return { ...problem, file: from.file, line, column };
  });
}

/** The same error with the places of its problems. */
export function withPlaces(error: unknown, from: { file: string; text: string } | undefined): unknown {
  const isDocument =
    error instanceof SluiceError && error.code === "invalid_document" && !("position" in error.details);
  if (!isDocument || from === undefined) return error;
  const problems = locateProblems(problemsOf(error), from);
  return new SluiceError(error.code, error.message, { details: { ...error.details, problems }, cause: error.cause });
}

function parsePath(path: string): (string | number)[] {
  const part = /\.([A-Za-z_][A-Za-z0-9_]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g;
  return Array.from(path.matchAll(part), ([, name, index, quoted]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (name ?? "") : (JSON.parse(quoted) as string);
  });
}

const token = /[\s,:]*("(?:[^"\\]|\\.)*"|[{}[\]]|[^\s,:{}[\]"]+)/y;

/** Offset of the value at a path; of the nearest value around it when there is none. */
function findOffset(text: string, path: readonly (string | number)[]): number {
  let offset = text.length - text.trimStart().length;
  for (const part of path) {
    const next = findMember(text, { offset, part });
    if (next === undefined) break;
    offset = next;
  }
  return offset;
}

function findMember(text: string, { offset, part }: { offset: number; part: string | number }): number | undefined {
  const read = createReader(text, offset);
  const open = read();
  if (open?.text !== (typeof part === "number" ? "[" : "{")) return undefined;
  for (let index = 0; ; index += 1) {
    const first = read();
    if (first === undefined || first.text === "}" || first.text === "]") return undefined;
    const isWanted =
      typeof part === "number" ? index === part : first.text.startsWith('"') && JSON.parse(first.text) === part;
    if (typeof part === "number") {
      if (isWanted) return first.offset;
      read.skip(first.text);
    } else {
      const value = read();
      if (value === undefined || isWanted) return value?.offset;
      read.skip(value.text);
    }
  }
}

interface Token {
  text: string;
  offset: number;
}

function createReader(text: string, from: number) {
  let position = from;
  const read = (): Token | undefined => {
    token.lastIndex = position;
    const match = token.exec(text);
    if (match?.[1] === undefined) return undefined;
    position = token.lastIndex;
    return { text: match[1], offset: position - match[1].length };
  };
  /** Reads to the end of a value that began with `first`. */
  const skip = (first: string): void => {
    let depth = first === "{" || first === "[" ? 1 : 0;
    while (depth > 0) {
      const next = read();
      if (next === undefined) return;
      if (next.text === "{" || next.text === "[") depth += 1;
      if (next.text === "}" || next.text === "]") depth -= 1;
    }
  };
  return Object.assign(read, { skip });
}
