import type { Template, TemplateArgument, TemplateToken } from "./Template.ts";

/** A step function token whose `}` is not found yet. */
interface OpenFunction {
  /** Offset of its `${`. */
  start: number;
  name: string;
  args: TemplateArgument[];
  /** The argument being read. */
  argument: PartsBuilder | undefined;
  quoted: boolean;
  /** Complete tokens inside it: they stand for themselves if it is never closed. */
  inner: Located[];
}

interface Located {
  start: number;
  end: number;
  /** undefined = an escaped `${`. */
  token: TemplateToken | undefined;
}

/** Step functions nest this deep; what is written deeper is text of the argument. */
const maximumDepth = 50;
const spaces = " \t\r\n";
const functionHead = /(?:step_func|stepfunc)\.([^\s}"$]*)/y;

/**
 * Parses a text with `${...}` tokens (semantics, section 6). Never throws; linear in the length of the text.
 * A token ends at the first `}`; only step function tokens hold further tokens and quoted text with `}`.
 * `$${` is a literal `${`, and so is a `${` that nothing closes.
 */
export function parseTemplate(text: string): Template {
  if (!text.includes("${")) return text === "" ? [] : [text];
  return assemble(text, new Scanner(text).scan());
}

class Scanner {
  private readonly text: string;
  private readonly lastBrace: number;
  private readonly lastQuote: number;
  private readonly open: OpenFunction[] = [];
  private readonly found: Located[] = [];
  private at = 0;

  constructor(text: string) {
    this.text = text;
    this.lastBrace = text.lastIndexOf("}");
    this.lastQuote = text.lastIndexOf('"');
  }

  scan(): Located[] {
    const { text } = this;
    while (this.at < text.length) {
      const current = this.open.at(-1);
      if (current === undefined) {
        const next = text.indexOf("${", this.at);
        if (next < 0) break;
        this.at = next;
      }
      if (text.startsWith("${", this.at)) this.readDollar(current);
      else if (current !== undefined) this.readInside(current);
    }
    // Never closed: literal text, but the tokens inside it count.
    return this.found.concat(...this.open.map((unclosed) => unclosed.inner));
  }

  /** At `${`: an escape, the begin of a token, or text. */
  private readDollar(current: OpenFunction | undefined): void {
    const { text, at } = this;
    if (text[at - 1] === "$") {
      this.addEscape(at - 1, current);
      return;
    }
    functionHead.lastIndex = at + 2;
    const head = functionHead.exec(text);
    if (head && this.open.length < maximumDepth) {
      this.open.push({
        start: at,
        name: head[1] ?? "",
        args: [],
        argument: undefined,
        quoted: false,
        inner: [],
      });
      this.at = functionHead.lastIndex;
      return;
    }
    if (head || at > this.lastBrace) {
      this.addText("${", current);
      this.at += 2;
      return;
    }
    const end = text.indexOf("}", at) + 1;
    this.at = end;
    this.addToken({ start: at, end, token: toNameToken(text.slice(at, end)) }, current);
  }

  private addEscape(start: number, current: OpenFunction | undefined): void {
    this.at = start + 3;
    // Inside an argument the first `$` is already part of its text.
    this.addText("{", current);
    (current?.inner ?? this.found).push({ start, end: start + 3, token: undefined });
  }

  private addText(piece: string, current: OpenFunction | undefined): void {
    if (current === undefined) return;
    current.argument ??= new PartsBuilder();
    current.argument.addText(piece);
  }

  private addToken(located: Located, current: OpenFunction | undefined): void {
    if (current === undefined) {
      this.found.push(located);
      return;
    }
    current.inner.push(located);
    current.argument ??= new PartsBuilder();
    if (located.token) current.argument.addToken(located.token);
  }

  /** One character inside a step function token. */
  private readInside(current: OpenFunction): void {
    const { text, at } = this;
    const character = text[at] ?? "";
    this.at += 1;
    if (current.quoted) {
      if (character === '"') endArgument(current);
      else current.argument?.addText(character);
    } else if (character === "}") {
      this.close(current);
    } else if (spaces.includes(character)) {
      endArgument(current);
    } else if (character === '"' && current.argument === undefined && at < this.lastQuote) {
      current.quoted = true;
      current.argument = new PartsBuilder();
    } else {
      current.argument ??= new PartsBuilder();
      current.argument.addText(character);
    }
  }

  private close(current: OpenFunction): void {
    endArgument(current);
    this.open.pop();
    const { start, name, args } = current;
    const text = this.text.slice(start, this.at);
    this.addToken({ start, end: this.at, token: { kind: "stepFunc", name, args, text } }, this.open.at(-1));
  }
}

/** Collects the parts of an argument; pieces of text are joined once, at the end. */
class PartsBuilder {
  private readonly parts: Template = [];
  private pieces: string[] = [];

  addText(piece: string): void {
    this.pieces.push(piece);
  }

  addToken(token: TemplateToken): void {
    this.flush();
    this.parts.push(token);
  }

  finish(): Template {
    this.flush();
    return this.parts;
  }

  private flush(): void {
    if (this.pieces.length > 0) this.parts.push(this.pieces.join(""));
    this.pieces = [];
  }
}

function endArgument(current: OpenFunction): void {
  if (current.argument === undefined) return;
  current.args.push({ quoted: current.quoted, parts: current.argument.finish() });
  current.argument = undefined;
  current.quoted = false;
}

function toNameToken(text: string): TemplateToken {
  const body = text.slice(2, -1);
  if (body.startsWith("config.")) return { kind: "config", name: body.slice(7), text };
  if (body.startsWith("appvar.")) return { kind: "appvar", name: body.slice(7), text };
  return { kind: "path", name: body.trim(), text };
}

function assemble(text: string, found: readonly Located[]): Template {
  const builder = new PartsBuilder();
  let at = 0;
  for (const { start, end, token } of found) {
    if (start > at) builder.addText(text.slice(at, start));
    if (token === undefined) builder.addText("${");
    else builder.addToken(token);
    at = end;
  }
  if (at < text.length) builder.addText(text.slice(at));
  return builder.finish();
}
