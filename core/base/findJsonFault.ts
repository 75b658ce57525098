/** Deepest nesting of a document: what walks it may recurse that far without exhausting the call stack. */
export const maxJsonDepth = 1_000;

/** Where and why a text is no JSON document; `offset` in UTF-16 units from 0. */
export interface JsonFault {
  offset: number;
  message: string;
}

/**
 * Finds the first place where a text breaks the grammar of RFC 8259, is nested deeper than `maxJsonDepth` or holds a
 * number beyond the range of a double; undefined = none. Iterative, linear, and independent of the messages of the
 * JavaScript engine, which give no position for an unexpected token.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  return new FaultFinder(text).find();
}

/** Whether a text opens more than `maxJsonDepth` brackets at once; brackets in strings do not count. */
export function isNestedTooDeeply(text: string): boolean {
  if (text.length <= maxJsonDepth) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at + 1);
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > maxJsonDepth) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
}

function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c && end - backslashes > from) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

type State = "value" | "firstItem" | "firstKey" | "key" | "after";

class FaultFinder {
  private readonly text: string;
  private readonly open: ("[" | "{")[] = [];
  private at = 0;
  private state: State = "value";
  private fault: JsonFault | undefined;

  constructor(text: string) {
    this.text = text;
  }

  find(): JsonFault | undefined {
    for (;;) {
      this.skipSpace();
      if (this.state === "after" && this.open.length === 0) {
        return this.at < this.text.length ? this.failHere("Unexpected text after the end of the document") : undefined;
      }
      if (this.at >= this.text.length) return this.failHere("");
      this.step(this.text.charAt(this.at));
      if (this.fault !== undefined) return this.fault;
    }
  }

  private step(char: string): void {
    if (this.state === "after") this.readAfter(char);
    else if (this.state === "key" || this.state === "firstKey") this.readKey(char);
    else if (char === "]" && this.state === "firstItem") this.close();
    else this.readValue(char);
  }

  private readValue(char: string): void {
    if (char === "[" || char === "{") {
      if (this.open.length >= maxJsonDepth) {
        this.fault = { offset: this.at, message: `The document is nested more than ${maxJsonDepth} levels deep` };
        return;
      }
      this.open.push(char);
      this.state = char === "[" ? "firstItem" : "firstKey";
      this.at += 1;
      return;
    }
    this.state = "after";
    if (char === '"') this.readString();
    else if (char === "-" || isDigit(char)) this.readNumber();
    else this.readWord();
  }

  private readKey(char: string): void {
    if (char === "}" && this.state === "firstKey") {
      this.close();
      return;
    }
    if (char !== '"') {
      this.failHere("Expected a property name in double quotes");
      return;
    }
    this.readString();
    if (this.fault !== undefined) return;
    this.skipSpace();
    if (this.text.charAt(this.at) !== ":") this.failHere("Expected ':' after a property name");
    this.at += 1;
    this.state = "value";
  }

  private readAfter(char: string): void {
    const inList = this.open.at(-1) === "[";
    if (char === ",") {
      this.at += 1;
      this.state = inList ? "value" : "key";
    } else if (char === (inList ? "]" : "}")) this.close();
    else this.failHere(inList ? "Expected ',' or ']' after a list element" : "Expected ',' or '}' after a property");
  }

  private close(): void {
    this.open.pop();
    this.at += 1;
    this.state = "after";
  }

  private readString(): void {
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) {
        this.at += 1;
        return;
      }
      if (code < 0x20) {
        this.failHere("A control character stands unescaped in a string");
        return;
      }
      if (code === 0x5c && !this.skipEscape()) return;
    }
    this.failHere("");
  }

  private skipEscape(): boolean {
    this.at += 1;
    const char = this.text.charAt(this.at);
    if (char === "u") {
      for (let digit = 0; digit < 4; digit += 1) {
        this.at += 1;
        if (/^[0-9a-fA-F]$/.test(this.text.charAt(this.at))) continue;
        this.failHere("Expected four hexadecimal digits after '\\u'");
        return false;
      }
      return true;
    }
    if (char !== "" && '"\\/bfnrt'.includes(char)) return true;
    this.failHere("Unknown escape in a string");
    return false;
  }

  private readNumber(): void {
    const start = this.at;
    if (this.text.charAt(this.at) === "-") this.at += 1;
    if (this.text.charAt(this.at) === "0") this.at += 1;
    else if (!this.skipDigits()) return;
    if (this.text.charAt(this.at) === ".") {
      this.at += 1;
      if (!this.skipDigits()) return;
    }
    if (/^[eE]$/.test(this.text.charAt(this.at))) {
      this.at += 1;
      if (/^[+-]$/.test(this.text.charAt(this.at))) this.at += 1;
      if (!this.skipDigits()) return;
    }
    if (isDigit(this.text.charAt(this.at))) this.failHere("A number does not begin with 0");
    else if (!Number.isFinite(Number(this.text.slice(start, this.at)))) {
      this.fault = { offset: start, message: "Number is too large" };
    }
  }

  private skipDigits(): boolean {
    const start = this.at;
    while (isDigit(this.text.charAt(this.at))) this.at += 1;
    if (this.at === start) this.failHere("Expected a digit");
    return this.at > start;
  }

  private readWord(): void {
    for (const word of ["true", "false", "null"]) {
      if (!this.text.startsWith(word.charAt(0), this.at)) continue;
      for (const char of word) {
        if (this.text.charAt(this.at) !== char) {
          this.failHere(`Expected ${word}`);
          return;
        }
        this.at += 1;
      }
      return;
    }
    this.failHere("Expected a value");
  }

  private skipSpace(): void {
    while (" \t\n\r".includes(this.text.charAt(this.at)) && this.at < this.text.length) this.at += 1;
  }

  private failHere(message: string): JsonFault {
    const found = this.text.codePointAt(this.at);
    this.fault =
      found === undefined
        ? { offset: this.text.length, message: this.text === "" ? "The text is empty" : "The text ends too early" }
        : { offset: this.at, message: `${message}, found ${JSON.stringify(String.fromCodePoint(found))}` };
    return this.fault;
  }
}

function isDigit(char: string): boolean {
  return char >= "0" && char <= "9" && char.length === 1;
}
