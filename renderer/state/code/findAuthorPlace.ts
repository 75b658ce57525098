/** A place in the code of a step class or script, from 1. */
export interface CodePlace {
  line: number;
  column: number;
}

/** The first line of a stack trace that lies in a file, by its name; undefined = none does. */
export function findAuthorPlace(stack: string | undefined, file: string): CodePlace | undefined {
  for (const line of stack?.split("\n") ?? []) {
    const found = /^\s+at .*?([^/\\(\s]+):(\d+):(\d+)\)?\s*$/.exec(line);
    if (found !== null && found[1] === file) return { line: Number(found[2]), column: Number(found[3]) };
  }
  return undefined;
}
