import { createStyle, type Style } from "./style.ts";

/** Where a command writes. Results go to `out`, notes and errors to `err`. */
export interface Output {
  /** Writes one line of the result. */
  line(text?: string): void;
  /** Writes text as it is. */
  text(text: string): void;
  /** Writes a JSON value on one line. */
  json(value: unknown): void;
  /** Writes a note to stderr; not in quiet or JSON mode. */
  note(text: string): void;
  /** Writes an error to stderr. */
  error(text: string): void;
  style: Style;
  errorStyle: Style;
  /** Whether a person watches: a terminal that can redraw. */
  isInteractive: boolean;
  isJson: boolean;
  isQuiet: boolean;
}

export function createOutput(options: { json?: boolean | undefined; quiet?: boolean | undefined }): Output {
  const isJson = options.json === true;
  const isQuiet = options.quiet === true;
  const { stdout, stderr } = process;
  return {
    line: (text = "") => void stdout.write(`${text}\n`),
    text: (text) => void stdout.write(text),
    json: (value) => void stdout.write(`${JSON.stringify(value)}\n`),
    note: (text) => {
      if (!isJson && !isQuiet) stderr.write(`${text}\n`);
    },
    error: (text) => void stderr.write(`${text}\n`),
    style: createStyle(stdout),
    errorStyle: createStyle(stderr),
    isInteractive: stdout.isTTY === true && process.env.TERM !== "dumb" && !isJson && !isQuiet,
    isJson,
    isQuiet,
  };
}
