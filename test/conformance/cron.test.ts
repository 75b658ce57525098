import { describe, expect, it } from "vitest";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import { expandCronField } from "../../core/model/cron/expandCronField.ts";
import { nextFirings } from "../../core/service/nextFirings.ts";
import { casesMissing, readCaseFile } from "../support/cases.ts";

interface Vector {
  id: number;
  expr: string;
  after: string;
  celery: string;
  next4: string[] | null;
}

interface CronCases {
  agreed: Vector[];
  dialect: Vector[];
  invalid: { expr: string; must_reject: boolean }[];
  field_expansion: { min: number; max: number; spec: string; expands_to: number[] | null }[];
}

const text = readCaseFile("cron/cron-vectors.json");
const none: CronCases = { agreed: [], dialect: [], invalid: [], field_expansion: [] };
const cases: CronCases = text === undefined ? none : JSON.parse(text);

function next(vector: Vector, count: number): string[] {
  const firings = nextFirings({
    expression: vector.expr,
    after: new Date(vector.after),
    count,
    timeZone: "UTC",
  });
  return firings.map((time) => time.toISOString().replace(".000Z", "Z"));
}

describe.skipIf(text === undefined)(`Crontab expressions as in Celery (skipped if ${casesMissing})`, () => {
  it("has vectors of each kind to check", () => {
    expect([cases.agreed, cases.dialect, cases.invalid, cases.field_expansion].every((list) => list.length > 0)).toBe(
      true,
    );
  });

  it.each([...cases.agreed, ...cases.dialect])("vector $id, $expr after $after, fires next at $celery", (vector) => {
    expect(next(vector, 1)).toEqual([vector.celery]);
    if (vector.next4 !== null) expect(next(vector, 4)).toEqual(vector.next4);
  });

  it.each(cases.invalid.filter((entry) => entry.must_reject))('refuses "$expr" with what to do', ({ expr }) => {
    let refused: unknown;
    try {
      nextFirings({ expression: expr, after: new Date(0), count: 1, timeZone: "UTC" });
    } catch (error) {
      refused = error;
    }
    expect(isSluiceError(refused, "invalid_schedule")).toBe(true);
    expect(String(refused)).toContain(`"${expr}"`);
    expect(String(refused)).toMatch(/(Use|Write) .+\.$/);
  });

  it.each(cases.field_expansion)("$spec from $min to $max stands for $expands_to", ({ spec, min, max, expands_to }) => {
    const expanded = expandCronField(spec, { title: "field", min, max });
    expect(expanded.ok ? expanded.values : null).toEqual(expands_to);
  });
});
