/** A place in the code of a step class or script, from 1. */
export interface CodePlace {
  line: number;
  column: number;
}

/** How a script that stands in a parameter is called in stack traces. */
export const scriptFile = "script.ts";

/** Where a script is wrong, by the message of an error or its stack; undefined = not in a script. */
export function findScriptPlace(stack: string | undefined): CodePlace | undefined {
  const place = findAuthorPlace(stack, scriptFile);
  if (place !== undefined) return place;
  // What cannot be read has no frame of its own: the message begins with its line.
  const found = /^(?:\w+: )?script\.ts:(\d+): /.exec(stack ?? "");
  return found === null ? undefined : { line: Number(found[1]), column: 1 };
}

/** The first line of a stack trace that lies in a file, by its name; undefined = none does. */
export function findAuthorPlace(stack: string | undefined, file: string): CodePlace | undefined {
  for (const line of stack?.split("\n") ?? []) {
    const found = /^\s+at .*?([^/\\(\s]+):(\d+):(\d+)\)?\s*$/.exec(line);
    if (found !== null && found[1] === file) return { line: Number(found[2]), column: Number(found[3]) };
  }
  return undefined;
}
