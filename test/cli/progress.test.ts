import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../core/base/json.ts";
import { parseJson } from "../../core/base/json.ts";
import { locateProblems } from "../../core/cli/locateProblems.ts";
import { displayWidth, formatBytes, formatDuration, truncate } from "../../core/cli/output/formats.ts";
import { layoutTree } from "../../core/cli/progress/layoutTree.ts";
import { RunProgress } from "../../core/cli/progress/RunProgress.ts";
import { renderSummary, renderTree } from "../../core/cli/progress/renderTree.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import { jsonPath } from "../../core/model/jsonPath.ts";
import { readApplication } from "../../core/model/readApplication.ts";

const style = (_format: unknown, text: string): string => text;

function views(edges: Record<string, string[]>) {
  const steps = Object.entries(edges).map(([name, output_to]) => ({ name, file: "X", output_to }));
  return readApplication({ name: "x", app_variables: [], steps }, () => undefined).steps;
}

const drawn = (edges: Record<string, string[]>) => layoutTree(views(edges)).map(({ step, prefix }) => prefix + step);

describe("layoutTree", () => {
  it("keeps a chain at one indentation", () => {
    expect(drawn({ a: ["b"], b: ["c"], c: [] })).toEqual(["a", "b", "c"]);
  });

  it("draws branches below the step where they part, and the join below the branches", () => {
    expect(drawn({ a: ["b", "c"], b: ["b2"], b2: ["d"], c: ["d"], d: ["e"], e: [] })).toEqual([
      "a",
      "├─ b",
      "│  b2",
      "└─ c",
      "d",
      "e",
    ]);
  });

  it("nests branches and starts several roots side by side", () => {
    expect(
      drawn({ r: ["x"], a: ["b", "c"], b: ["b1", "b2"], b1: ["b3"], b2: ["b3"], b3: ["x"], c: [], x: [] }),
    ).toEqual(["r", "a", "├─ b", "│  ├─ b1", "│  └─ b2", "│  b3", "└─ c", "x"]);
  });

  it("puts a join of branches of several roots below all of them", () => {
    const edges = { a: ["b", "c"], b: ["join"], c: ["join"], r: ["join"], join: ["end"], end: [] };
    expect(drawn(edges)).toEqual(["a", "├─ b", "└─ c", "r", "join", "end"]);
  });

  it("names every step once, whatever the graph, cycles included", () => {
    const graph = fc.array(fc.array(fc.nat(11), { maxLength: 4 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(graph, (targets) => {
        const edges = Object.fromEntries(
          targets.map((list, index) => [`s${index}`, list.map((target) => `s${target}`)]),
        );
        const names = layoutTree(views(edges)).map(({ step }) => step);
        expect([...names].sort()).toEqual(Object.keys(edges).sort());
      }),
    );
  });

  it("lays out a chain and a fan of 5,000 steps", () => {
    const chain = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`s${i}`, i < 4999 ? [`s${i + 1}`] : []]));
    const fan = {
      root: Array.from({ length: 5000 }, (_, i) => `f${i}`),
      ...Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`f${i}`, ["end"]])),
      end: [],
    };
    expect([drawn(chain).length, drawn(fan).at(-1)]).toEqual([5000, "end"]);
  });
});

describe("renderTree", () => {
  const at = 1000;
  const base = { runId: "r", at, stepRunId: "1" };
  const events: RunEvent[] = [
    { type: "run.started", runId: "r", at },
    { ...base, type: "step.started", step: "a", attempt: 1, retry: 0 },
    {
      ...base,
      type: "step.finished",
      step: "a",
      state: "SUCCESS",
      attempt: 1,
      warning: false,
      at: 1250,
      data: { kind: "list", bytes: 1200, count: 3 },
    },
    { ...base, type: "step.started", step: "b", attempt: 1, retry: 0 },
    {
      ...base,
      type: "step.retry",
      step: "b",
      attempt: 1,
      retry: 0,
      delay: 2,
      retryAt: 4000,
      error: { exception: "HttpError", message: "503\nbusy", attempt: 1 },
    },
  ];
  const build = (edges: Record<string, string[]>) => {
    const steps = views(edges);
    const progress = new RunProgress(
      "r",
      steps.map(({ name }) => name),
    );
    for (const event of events) progress.apply(event);
    return { progress, layout: layoutTree(steps), style, now: 2000, width: 100 };
  };

  it("says of each step what it did, how long and why", () => {
    expect(renderTree({ ...build({ a: ["b"], b: ["c"], c: [] }), height: 10 })).toEqual([
      "✔ a  250 ms  3 rows, 1.2 KB",
      "↻ b  1.0 s  next in 2.0 s  HttpError: 503 busy",
      "○ c",
    ]);
  });

  it("never takes more lines or columns than there are", () => {
    const edges = {
      a: ["b"],
      b: [],
      ...Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`long name 🌧 ${i} ${"x".repeat(60)}`, []])),
    };
    const lines = renderTree({ ...build(edges), height: 5, width: 60 });
    expect(lines.length).toBeLessThanOrEqual(5);
    expect(lines.join("\n")).toMatch(/↻ b[\s\S]*… 51 more steps/);
    for (const line of renderTree({ ...build(edges), height: 100, width: 60 }))
      expect(displayWidth(line)).toBeLessThanOrEqual(60);
  });

  it("sums a run up", () => {
    const { progress } = build({ a: ["b"], b: [] });
    progress.apply({ type: "run.finished", runId: "r", at: 3500, state: "FAILURE", warning: false });
    expect(renderSummary(progress, { style, now: 9 })).toBe(
      "✖ Run failed in 2.5 s: 1 waiting for a retry, 1 succeeded",
    );
  });
});

describe("locateProblems", () => {
  it("finds the value at any path of any document", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.constantFrom(0, 1, 2),
        fc.infiniteStream(fc.nat()),
        (value, indent, choices) => {
          const text = JSON.stringify(value, null, indent);
          const parts: (string | number)[] = [];
          let inner = value as JsonValue;
          while (typeof inner === "object" && inner !== null && Object.keys(inner).length > 0) {
            const keys = Object.keys(inner);
            const key = keys[choices.next().value % keys.length] ?? "";
            parts.push(Array.isArray(inner) ? Number(key) : key);
            inner = (inner as Record<string, JsonValue>)[key] ?? null;
          }
          const problem = { severity: "error", code: "wrong_type", path: jsonPath(parts), message: "" } as const;
          const [found] = locateProblems([problem], { file: "f", text });
          const line = text
            .split("\n")
            .slice((found?.line ?? 1) - 1)
            .join("\n")
            .slice((found?.column ?? 1) - 1);
          const end = JSON.stringify(inner, null, indent);
          expect(typeof inner === "object" ? line[0] : line.slice(0, end.length)).toBe(
            typeof inner === "object" ? end[0] : end,
          );
        },
      ),
    );
  });

  it("points at the nearest value around a missing one", () => {
    const text = '{\n  "steps": [\n    {"name": "a"}\n  ]\n}';
    expect(parseJson(text).ok).toBe(true);
    const at = (path: string) =>
      locateProblems([{ severity: "error", code: "missing_parameter", path, message: "" }], { file: "f", text })[0];
    expect(at("$.steps[0].url")).toMatchObject({ line: 3, column: 5 });
    expect(at("$.app_variables")).toMatchObject({ line: 1, column: 1 });
  });
});

describe("formats", () => {
  it("writes durations and sizes as people do", () => {
    expect([0, 999, 1000, 59_949, 60_000, 3_600_000].map(formatDuration)).toEqual([
      "0 ms",
      "999 ms",
      "1.0 s",
      "59.9 s",
      "1 min 0 s",
      "1 h 0 min",
    ]);
    expect([0, 999, 1000, 999_400, 1_000_000, 5e12].map(formatBytes)).toEqual([
      "0 B",
      "999 B",
      "1.0 KB",
      "999 KB",
      "1.0 MB",
      "5000 GB",
    ]);
  });

  it("cuts text to columns, not to characters", () => {
    expect([truncate("plain", 5), truncate("plain text", 5), truncate("🚀🚀🚀", 5), truncate("雨が降る", 5)]).toEqual([
      "plain",
      "plai…",
      "🚀🚀…",
      "雨が…",
    ]);
  });
});
