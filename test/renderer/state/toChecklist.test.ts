import { expect, test } from "vitest";
import type { ImportRow } from "../../../renderer/state/ports/TransferPort.ts";
import { toChecklist } from "../../../renderer/state/transfer/toChecklist.ts";

const row = (part: Partial<ImportRow> & Pick<ImportRow, "kind" | "name" | "action">): ImportRow => ({
  original: part.name,
  message: undefined,
  unset: [],
  neededBy: [],
  errors: 0,
  ...part,
});
const none = new Set<string>();
const brief = (rows: ImportRow[], filled: ReadonlySet<string> = none) =>
  toChecklist(rows, filled).map(({ key, isDone }) => `${isDone ? "done" : "open"} ${key}`);

test("what is missing, unset, wrong or unpublished is to be done, and what was filled in is done", () => {
  const rows = [
    row({ kind: "configuration", name: "prod", action: "create", unset: ["pw", "pin"] }),
    row({ kind: "application", name: "flow", action: "create" }),
    row({ kind: "application", name: "wrong", action: "overwrite", errors: 2 }),
    row({ kind: "secret", name: "crm", action: "missing", neededBy: ["prod"] }),
    row({ kind: "queue", name: "slow", action: "missing", neededBy: ["flow"] }),
    row({ kind: "step_class", name: "Shout", action: "missing", neededBy: ["flow"] }),
  ];
  expect(brief(rows, new Set(["variable prod pin", "secret crm"]))).toEqual([
    "open variable prod pw",
    "done variable prod pin",
    "done secret crm",
    "open queue slow",
    "open step_class Shout",
    "open publish flow",
    "open errors wrong",
    "open publish wrong",
  ]);
  expect(toChecklist(rows, none).filter(({ kind }) => kind === "publish")).toMatchObject([
    { name: "flow", hasChanges: false },
    { name: "wrong", hasChanges: true },
  ]);
});

test("a file that is brought later ends what was missing, and asks for what itself lacks", () => {
  const rows = [
    row({ kind: "application", name: "flow", action: "create", errors: 1 }),
    row({ kind: "configuration", name: "prod", action: "missing", neededBy: ["flow"] }),
    row({ kind: "configuration", name: "prod", action: "create", unset: ["pw"] }),
  ];
  // Its one error is that of the missing configuration.
  expect(brief(rows)).toEqual(["done configuration prod", "open variable prod pw", "open publish flow"]);
});

test("what stayed out, or was the same already, leaves nothing to do", () => {
  const rows = [
    row({ kind: "application", name: "a", action: "conflict", errors: 1 }),
    row({ kind: "application", name: "b", action: "unchanged" }),
    row({ kind: "configuration", name: "c", action: "skip", unset: ["pw"] }),
  ];
  expect(brief(rows)).toEqual([]);
});
