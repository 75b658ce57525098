/** Source text with comments, and if asked the contents of literals, replaced by blanks; lines stay where they are. */
export function maskSource(source: string, { literals }: { literals: boolean }): string {
  return new Mask(source, literals).run();
}

const beforeRegex =
  /(?:^|[=(,:;!&|?{}[+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else|void|delete|throw|await|yield))$/;

class Mask {
  private readonly source: string;
  private readonly literals: boolean;
  private out = "";
  private at = 0;

  constructor(source: string, literals: boolean) {
    this.source = source;
    this.literals = literals;
  }

  run(): string {
    this.code(false);
    return this.out;
  }

  // Up to the end, or to the brace that closes `${` of a template.
  private code(isInTemplate: boolean): void {
    let depth = 0;
    while (this.at < this.source.length) {
      const two = this.source.slice(this.at, this.at + 2);
      const one = two[0] ?? "";
      if (two === "//") this.blank(this.endOf("\n", 0), true);
      else if (two === "/*") this.blank(this.endOf("*/", 2), true);
      else if (one === '"' || one === "'") this.literal(one);
      else if (one === "`") this.template();
      else if (one === "/" && beforeRegex.test(this.out.trimEnd().slice(-20))) this.regex();
      else if (one === "{") depth += this.keep();
      else if (one === "}") {
        if (isInTemplate && depth === 0) return;
        depth -= this.keep();
      } else this.keep();
    }
  }

  private keep(): 1 {
    this.out += this.source[this.at] ?? "";
    this.at += 1;
    return 1;
  }

  private endOf(mark: string, length: number): number {
    const found = this.source.indexOf(mark, this.at + length);
    return found < 0 ? this.source.length : found + length;
  }

  private blank(end: number, isBlank: boolean): void {
    const text = this.source.slice(this.at, end);
    this.out += isBlank ? text.replace(/[^\n]/g, " ") : text;
    this.at = end;
  }

  private literal(quote: string): void {
    let end = this.at + 1;
    while (end < this.source.length && this.source[end] !== quote && this.source[end] !== "\n") {
      end += this.source[end] === "\\" ? 2 : 1;
    }
    this.keep();
    this.blank(Math.min(end, this.source.length), this.literals);
    if (this.source[this.at] === quote) this.keep();
  }

  private regex(): void {
    let end = this.at + 1;
    let isInClass = false;
    while (end < this.source.length && this.source[end] !== "\n") {
      const char = this.source[end];
      if (char === "\\") end += 1;
      else if (char === "[") isInClass = true;
      else if (char === "]") isInClass = false;
      else if (char === "/" && !isInClass) break;
      end += 1;
    }
    this.keep();
    this.blank(end, this.literals);
    this.keep();
  }

  private template(): void {
    this.keep();
    while (this.at < this.source.length && this.source[this.at] !== "`") {
      if (this.source.startsWith("${", this.at)) {
        this.keep();
        this.keep();
        this.code(true);
        if (this.at < this.source.length) this.keep();
      } else {
        this.blank(this.at + (this.source[this.at] === "\\" ? 2 : 1), this.literals);
      }
    }
    if (this.at < this.source.length) this.keep();
  }
}
