const longestLine = 16_384;

/** Cuts output into lines; a line without an end is passed on in pieces of 16 K characters. */
export class LineBuffer {
  private rest = "";
  private readonly onLine: (line: string) => void;

  constructor(onLine: (line: string) => void) {
    this.onLine = onLine;
  }

  add(chunk: string): void {
    const lines = (this.rest + chunk).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.pass(line.endsWith("\r") ? line.slice(0, -1) : line);
    while (this.rest.length > longestLine) {
      this.onLine(this.rest.slice(0, longestLine));
      this.rest = this.rest.slice(longestLine);
    }
  }

  /** Passes on what has no line end yet. */
  flush(): void {
    const rest = this.rest;
    this.rest = "";
    if (rest !== "") this.pass(rest);
  }

  private pass(line: string): void {
    for (let start = 0; start === 0 || start < line.length; start += longestLine) {
      this.onLine(line.slice(start, start + longestLine));
    }
  }
}
