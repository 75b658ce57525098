import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { JsonValue } from "../../core/base/json.ts";
import { listTemplateNames } from "../../core/template/listTemplateNames.ts";
import { parseTemplate } from "../../core/template/parseTemplate.ts";
import { resolveTemplate } from "../../core/template/resolveTemplate.ts";
import type { Template } from "../../core/template/Template.ts";
import { buildScope } from "./buildScope.ts";

/** Text made of the pieces that mean something to the parser. */
const tricky = fc
  .array(
    fc.constantFrom(
      "$",
      "{",
      "}",
      "${",
      "$${",
      "${step_func.f ",
      "${stepfunc.",
      "${config.",
      "${appvar.x}",
      '"',
      " ",
      "a",
      "'",
      "[",
      "]",
      ".",
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(""));
const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const anyText = fc.oneof(fc.string({ unit: "grapheme" }), tricky);
const jsonValue = fc.jsonValue() as fc.Arbitrary<JsonValue>;

/** A written token and the parsed one it must give. */
const token: fc.Arbitrary<{ text: string; depth: number }> = fc.letrec<{ token: { text: string; depth: number } }>(
  (tie) => ({
    token: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      word.map((name) => ({ text: `\${${name}}`, depth: 0 })),
      word.map((name) => ({ text: `\${config.${name}}`, depth: 0 })),
      fc
        .tuple(
          word,
          fc.array(
            fc.oneof(
              word.map((text) => ({ text, depth: 0 })),
              tie("token"),
            ),
            { maxLength: 3 },
          ),
          fc.boolean(),
        )
        .map(([name, args, quote]) => ({
          text: `\${step_func.${name}${args.map((argument) => (quote ? ` "${argument.text}"` : ` ${argument.text}`)).join("")}}`,
          depth: 1 + Math.max(0, ...args.map((argument) => argument.depth)),
        })),
    ),
  }),
).token;

describe("parsing", () => {
  test("never throws and gives back every character of the text", () => {
    // Escapes drop a `$`, so both sides are compared without any.
    const bare = (text: string) => text.replaceAll("$", "");
    fc.assert(
      fc.property(anyText, (text) => {
        expect(bare(writeTemplate(parseTemplate(text)))).toBe(bare(text));
      }),
    );
  });

  test("text without ${ is one literal piece", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        fc.pre(!text.includes("${"));
        expect(parseTemplate(text)).toEqual([text]);
      }),
    );
  });

  test("escaped text comes out as it was before escaping", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = text.split("${").join("$${");
        expect(resolveTemplate(escaped, buildScope())).toBe(text);
      }),
    );
  });

  test("a token nested at random is one token, and so is each between literal text", () => {
    fc.assert(
      fc.property(token, ({ text }) => {
        const parsed = parseTemplate(text);
        expect(parsed).toHaveLength(1);
        expect(parsed[0]).toMatchObject({ text });
        expect(parseTemplate(`< ${text} > ${text}`)).toEqual(["< ", parsed[0], " > ", parsed[0]]);
        expect(listTemplateNames(text)).toHaveLength(text.split("${").length - 1);
      }),
    );
  });
});

describe("resolving", () => {
  test("a value without tokens comes back equal", () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        fc.pre(!JSON.stringify(value).includes("${"));
        expect(resolveTemplate(value, buildScope())).toEqual(value);
      }),
    );
  });

  test("one token gives exactly the value of the scope, whatever it is", () => {
    fc.assert(
      fc.property(jsonValue, word, (value, name) => {
        const scope = buildScope({ config: { [name]: value } });
        expect(resolveTemplate(`\${config.${name}}`, scope)).toBe(value);
      }),
    );
  });

  test("text from the scope is never scanned", () => {
    fc.assert(
      fc.property(tricky, tricky, (inner, other) => {
        const scope = buildScope({ appvar: { x: inner, y: other }, functions: { echo: (text) => text } });
        expect(resolveTemplate("<${appvar.x}|${appvar.y}>", scope)).toBe(`<${inner}|${other}>`);
        expect(resolveTemplate("${step_func.echo ${appvar.x}}", scope)).toBe(inner);
        expect(resolveTemplate('${step_func.echo "a ${appvar.x} b"}', scope)).toBe(`a ${inner} b`);
      }),
    );
  });

  test("the same value resolves alike every time and is not changed", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            jsonValue,
            token.map(({ text }) => text),
          ),
        ),
        (list) => {
          const value: JsonValue = list;
          const before = JSON.stringify(value);
          const outcome = () => {
            try {
              return resolveTemplate(value, buildScope({ data: { a: 1 } }));
            } catch (error) {
              return String(error);
            }
          };
          expect(outcome()).toEqual(outcome());
          expect(JSON.stringify(value)).toBe(before);
        },
      ),
    );
  });
});

describe("long text", () => {
  test.each([
    "${",
    "$${",
    "${a",
    "${a} ",
    "${step_func.",
    '${step_func.f "',
    '}${step_func.f "${x}',
    "${['}']",
    "${step_func.f ${",
  ])("%j again and again is read in linear work", (piece) => {
    const work = (length: number) => countCharacters(() => parseTemplate(piece.repeat(length / piece.length)));
    expect(work(40_000)).toBeLessThan(work(4_000) * 12 + 1_000);
    expect(parseTemplate(piece.repeat(1_000_000 / piece.length))).not.toEqual([]);
  });
});

/** How many characters searching and slicing went over. Counted, not timed. */
function countCharacters(run: () => unknown): number {
  const { indexOf, slice } = String.prototype;
  let count = 0;
  vi.spyOn(String.prototype, "indexOf").mockImplementation(function (this: string, wanted, from = 0) {
    const found = indexOf.call(this, wanted, from);
    count += (found < 0 ? this.length : found) - from + 1;
    return found;
  });
  vi.spyOn(String.prototype, "slice").mockImplementation(function (this: string, start, end) {
    const piece = slice.call(this, start, end);
    count += piece.length;
    return piece;
  });
  try {
    run();
  } finally {
    vi.restoreAllMocks();
  }
  return count;
}

/** What the template says, with every token as written. */
function writeTemplate(template: Template): string {
  return template.map((part) => (typeof part === "string" ? part : part.text)).join("");
}
