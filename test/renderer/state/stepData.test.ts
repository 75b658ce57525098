import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../core/base/json.ts";
import { parsePath } from "../../../core/template/lookupPath.ts";
import { parseTemplate } from "../../../core/template/parseTemplate.ts";
import { DataTree } from "../../../renderer/state/data/DataTree.ts";
import { describeValue } from "../../../renderer/state/data/describeValue.ts";
import { listSchema } from "../../../renderer/state/data/listSchema.ts";
import { toTemplatePath } from "../../../renderer/state/data/toTemplatePath.ts";
import { listEntriesAt } from "../support/listEntriesAt.ts";

const tick = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

/** A tree over a value; notes which parts were read. */
async function openTree(value: JsonValue, cut: (page: ReturnType<typeof listEntriesAt>) => unknown = () => undefined) {
  const asked: string[] = [];
  const tree = new DataTree(async (part) => {
    asked.push(`${part.path.join("/")}@${part.from}`);
    const page = structuredClone(listEntriesAt(value, part)) as ReturnType<typeof listEntriesAt>;
    cut(page);
    return page;
  });
  await tick();
  const lines = (): string[] =>
    Array.from({ length: tree.length }, (_, at) => {
      const row = tree.row(at);
      return `${"  ".repeat(row?.depth ?? 0)}${row?.key ?? ""}${row?.value === undefined ? " …" : ""}`;
    });
  return { tree, asked, lines };
}

describe("the tree of saved data", () => {
  test("opens level by level, and what came with a line is not read again", async () => {
    const { tree, asked, lines } = await openTree({ a: [1, { b: 2 }], c: 3 });
    expect(lines()).toEqual(["a", "c"]);
    tree.toggle(0);
    tree.toggle(2);
    expect(lines()).toEqual(["a", "  0", "  1", "    b", "c"]);
    expect(tree.row(3)).toMatchObject({ path: ["a", 1, "b"], value: 2, depth: 2 });
    tree.toggle(0);
    expect(lines()).toEqual(["a", "c"]);
    expect(asked).toEqual(["@0"]);
  });

  test("reads only the pages that are needed, in the root and in what is open", async () => {
    const inner = Array.from({ length: 250 }, (_, n) => n);
    const rows = Array.from({ length: 100_000 }, (_, n): JsonValue => (n === 1 ? inner : n));
    const { tree, asked } = await openTree(rows, (page) => {
      const second = page.items[1];
      if (second !== undefined && Array.isArray(second.value)) second.value = { $more: { kind: "list", count: 250 } };
    });
    expect(tree.length).toBe(100_000);
    tree.need(99_990, 99_999);
    await tick();
    expect(tree.row(99_999)).toMatchObject({ key: 99_999, value: 99_999 });
    tree.toggle(1);
    expect(tree.length).toBe(100_250);
    expect(tree.row(2)).toMatchObject({ path: [1, 0], value: undefined });
    tree.need(102, 103);
    await tick();
    expect(tree.row(102)).toMatchObject({ path: [1, 100], value: 100 });
    expect(tree.row(252)).toMatchObject({ path: [2], value: 2 });
    expect(asked).toEqual(["@0", "@99900", "1@100"]);
  });

  test("opens a line that is not loaded yet when it is, unless it is closed again before", async () => {
    const rows = Array.from({ length: 300 }, (_, n): JsonValue => ({ n }));
    const { tree, lines } = await openTree(rows);
    tree.need(298, 299);
    tree.toggle(298);
    tree.toggle(299);
    tree.toggle(298);
    expect(tree.length).toBe(300);
    await tick();
    expect(lines().slice(297)).toEqual(["297", "298", "299", "  n"]);
  });

  test("one value is one line, and a failure is told", async () => {
    const { tree } = await openTree("hello");
    expect([tree.length, tree.row(0)?.value, tree.kind]).toEqual([1, "hello", "value"]);
    const failing = new DataTree(() => Promise.reject(new Error("It has expired.")));
    await tick();
    expect([failing.status, failing.error, failing.length]).toEqual(["failed", "It has expired.", 0]);
  });

  test("what could not be read is read when somebody tries again", async () => {
    let isDown = true;
    const tree = new DataTree(async (part) => {
      if (isDown) throw new Error("The host does not answer.");
      return listEntriesAt([1, 2], part);
    });
    await tick();
    isDown = false;
    tree.retry();
    expect([tree.status, tree.error]).toEqual(["loading", undefined]);
    await tick();
    expect([tree.status, tree.length]).toEqual(["ready", 2]);
  });

  test("any line of any value is that of its path", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), fc.array(fc.nat(40)), async (value, toggles) => {
        const { tree } = await openTree(value as JsonValue);
        for (const at of toggles) tree.toggle(at);
        const seen = new Set<string>();
        for (let at = 0; at < tree.length; at += 1) {
          const row = tree.row(at);
          seen.add(JSON.stringify(row?.path));
          const there = row?.path.reduce<unknown>((from, part) => (from as Record<string, unknown>)[part], value);
          expect(row?.value).toEqual(there);
        }
        expect(seen.size).toBe(tree.length);
      }),
    );
  });
});

test("a path is written as the expression that reads it", () => {
  expect(toTemplatePath(["rows", 0, "name"])).toBe("${rows[0].name}");
  expect(toTemplatePath([3, "c d"], 10)).toBe("${[13]['c d']}");
  expect(toTemplatePath(["config", "x"])).toBe("${['config'].x}");
  expect(toTemplatePath(["it's"])).toBe('${["it\'s"]}');
  expect(toTemplatePath(["a}b"])).toBeUndefined();
  expect(toTemplatePath([])).toBeUndefined();
  const part = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom("config", "step_func", "a.b", "0"), fc.nat(20));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (path) => {
      const text = toTemplatePath(path);
      if (text === undefined) return;
      const [token] = parseTemplate(text);
      expect(typeof token === "object" && token.kind === "path" ? parsePath(token.name) : []).toEqual(path.map(String));
    }),
  );
});

test("values are told in one line, those without a JSON form too", () => {
  const text = (value: JsonValue): string => describeValue(value).text;
  expect(text({ a: [1, "x"], b: { c: null } })).toBe('{a: [1, "x"], b: {c: null}}');
  expect(text([])).toBe("[]");
  expect(text({ $type: "date", value: "2026-01-02T03:04:05.000Z" })).toBe("2026-01-02T03:04:05.000Z");
  expect(text({ $type: "bigint", value: "10" })).toBe("10n");
  expect(text({ $type: "undefined" })).toBe("undefined");
  expect(text({ $type: "bytes", value: "AAEC" })).toBe("bytes AAEC");
  expect(text({ $more: { kind: "list", count: 5 } })).toBe("[…]");
  expect(describeValue("x".repeat(500))).toMatchObject({ type: "text", isCut: true });
  expect(describeValue({ $more: { kind: "text", count: 90_000, start: "begin" } })).toEqual({
    type: "text",
    text: '"begin…',
    isCut: true,
  });
});

test("a schema is a list of fields, and says which are sometimes missing", () => {
  const schema = {
    type: "array",
    items: {
      type: "object",
      properties: { id: { type: "integer" }, tags: { type: "array", items: { type: ["string", "null"] } } },
      required: ["id"],
    },
  };
  expect(listSchema(schema, 100).map(({ depth, name, type, isOptional }) => [depth, name, type, isOptional])).toEqual([
    [0, "", "array", false],
    [1, "[]", "object", false],
    [2, "id", "integer", false],
    [2, "tags", "array", true],
    [3, "[]", "string | null", false],
  ]);
  expect(listSchema(schema, 3)).toHaveLength(3);
});
