import { expect, test } from "vitest";
import { createShelf } from "../../../renderer/state/code/createShelf.ts";
import { exampleOf } from "../../../renderer/state/code/exampleOf.ts";
import { findAuthorPlace, findScriptPlace } from "../../../renderer/state/code/findAuthorPlace.ts";
import { groupClasses } from "../../../renderer/state/code/groupClasses.ts";
import { toFriendlyName } from "../../../renderer/state/code/toFriendlyName.ts";
import { buildManifest } from "../support/buildManifest.ts";
import { MemoryStorage } from "../support/MemoryStorage.ts";

test("favourites and the last five classes are remembered by the browser", () => {
  const storage = new MemoryStorage();
  const shelf = createShelf(storage);
  shelf.toggleFavourite("base/Log");
  shelf.toggleFavourite("/Mine");
  shelf.toggleFavourite("base/Log");
  for (const name of ["a", "b", "c", "a", "d", "e", "f"]) shelf.noteUse(name);
  expect(createShelf(storage).store.getState()).toEqual({
    favourites: ["/Mine"],
    recent: ["f", "e", "d", "a", "c"],
  });
  storage.setItem("sluice.classes", '{"favourites": 3, "recent": [1, "a"]');
  expect(createShelf(storage).store.getState()).toEqual({ favourites: [], recent: [] });
});

test("the example of a class has the samples of those parameters that are asked for with them", () => {
  const manifest = buildManifest({
    file: "Query",
    friendlyName: "Query REST",
    syncpack: "base",
    parameters: [
      { name: "url", kind: "text", sampleValue: "https://example.org" },
      { name: "method", kind: "text", sampleValue: "GET" },
      { name: "body", kind: "json", sampleValue: {}, showWhen: { parameter: "method", equals: "POST" } },
      { name: "verify", kind: "boolean", defaultValue: true },
      { name: "proxy", kind: "text", sampleValue: "http://proxy", advanced: true },
    ],
  });
  expect(exampleOf(manifest)).toEqual({
    name: "Query REST",
    file: "Query",
    syncpack: "base",
    url: "https://example.org",
    method: "GET",
  });
});

test("a new class is called by the words of its name", () => {
  const names = ["MyStep", "ReadHTTPPage", "fetch_2_rows", "Prices", "a-b.c"];
  expect(names.map(toFriendlyName)).toEqual(["My step", "Read HTTP page", "Fetch 2 rows", "Prices", "A b c"]);
});

test("classes come by pack and category, after those one marked, used, and wrote", () => {
  const classes = [
    buildManifest({ file: "Log", syncpack: "base", category: "Flow" }),
    buildManifest({ file: "Query", syncpack: "base", category: "HTTP" }),
    buildManifest({ file: "Find", syncpack: "a_pack" }),
    buildManifest({ file: "Mine" }),
  ];
  const groups = groupClasses(classes, { favourites: ["base/Log", "gone/Log"], recent: ["/Mine", "base/Log"] });
  expect(
    groups.map(({ kind, pack, category, classes: found }) => [kind, pack, category, found.map(({ file }) => file)]),
  ).toEqual([
    ["favourites", undefined, undefined, ["Log"]],
    ["recent", undefined, undefined, ["Mine"]],
    ["own", undefined, undefined, ["Mine"]],
    ["pack", "a_pack", "", ["Find"]],
    ["pack", "base", "Flow", ["Log"]],
    ["pack", "base", "HTTP", ["Query"]],
  ]);
});

test("the author's line is the first one of the stack in the file of the class", () => {
  const stack = [
    "TypeError: x is not a function",
    "    at helper (/lib/helper.ts:3:4)",
    "    at Mine.execute (file:///data/Mine.ts:12:34)",
    "    at Mine.ts:1:1",
  ].join("\n");
  expect(findAuthorPlace(stack, "Mine.ts")).toEqual({ line: 12, column: 34 });
  expect(findAuthorPlace("Error\n    at async Mine.execute (Mine.ts:2:1)", "Mine.ts")).toEqual({ line: 2, column: 1 });
  expect(findAuthorPlace("Error\n    at C:\\data\\Mine.ts:4:2", "Mine.ts")).toEqual({ line: 4, column: 2 });
  expect(findAuthorPlace(stack, "Other.ts")).toBeUndefined();
  expect(findAuthorPlace(undefined, "Mine.ts")).toBeUndefined();
});

test("the author's line of a script is in the script, not in the class that runs it, also when it cannot be read", () => {
  const stack = "Error: no\n    at default (script.ts:3:9)\n    at Script.execute (/packs/base/steps/Script.ts:67:26)";
  expect(findScriptPlace(stack)).toEqual({ line: 3, column: 9 });
  const unread =
    "ScriptSyntaxException: script.ts:2: Expected ';'\nlet a b\n    at strip (/packs/base/util/loadScript.ts:37:11)";
  expect(findScriptPlace(unread)).toEqual({ line: 2, column: 1 });
  expect(findScriptPlace("Error: no\n    at Mine.execute (Mine.ts:2:1)")).toBeUndefined();
  expect(findScriptPlace(undefined)).toBeUndefined();
});
