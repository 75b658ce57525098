import { describe, expect, it } from "vitest";
import { editDocument, editStep } from "./buildState.ts";

const from = "id of A";
const to = "id of B";

describe("connecting two steps", () => {
  const steps = [{ name: "A" }, { name: "B" }];

  it("writes an output edge on the producer", () => {
    expect(editStep(steps, "A", { op: "connect", kind: "output", from, to })).toEqual({ name: "A", output_to: ["B"] });
  });

  it("writes an error edge on the producer", () => {
    expect(editStep(steps, "A", { op: "connect", kind: "error", from, to })).toEqual({ name: "A", error_to: ["B"] });
  });

  it("keeps routes and output edges together", () => {
    expect(editStep(steps, "A", { op: "connect", kind: "output", from, to, output: "__proto__" })).toEqual(
      JSON.parse('{"name": "A", "output_to": ["B"], "routes": {"__proto__": ["B"]}}'),
    );
  });

  it("adds a second route to an edge that the consumer wrote", () => {
    const written = [
      { name: "A", routes: { yes: ["B"] } },
      { name: "B", data_from: ["A"] },
    ];
    expect(editStep(written, "A", { op: "connect", kind: "output", from, to, output: "no" })).toEqual({
      name: "A",
      routes: { yes: ["B"], no: ["B"] },
    });
  });

  it("refuses an edge that exists on either side, one to itself, and one that is no list", () => {
    const operation = { op: "connect", kind: "output", from, to } as const;
    expect(() => editDocument({ steps: [{ name: "A", output_to: ["B"] }, { name: "B" }] }, operation)).toThrow(
      "already",
    );
    expect(() => editDocument({ steps: [{ name: "A" }, { name: "B", data_from: ["A"] }] }, operation)).toThrow(
      "already",
    );
    expect(() => editDocument({ steps: [{ name: "A", output_to: "B" }, { name: "B" }] }, operation)).toThrow(
      "not a list",
    );
    expect(() => editDocument({ steps }, { ...operation, to: from })).toThrow("itself");
  });
});

describe("disconnecting two steps", () => {
  it("removes the edge from both sides and from all routes", () => {
    const steps = [
      { name: "A", output_to: ["B", "C", "B"], routes: { yes: ["B", "C"], no: ["B"] }, error_to: ["B"] },
      { name: "B", data_from: ["A"] },
      { name: "C" },
    ];
    expect(editDocument({ steps }, { op: "disconnect", kind: "output", from, to }).steps).toEqual([
      { name: "A", output_to: ["C"], routes: { yes: ["C"] }, error_to: ["B"] },
      { name: "B" },
      { name: "C" },
    ]);
  });

  it("removes one route, and the edge with the last one", () => {
    const steps = [{ name: "A", output_to: ["B"], routes: { yes: ["B"], no: ["B"] } }, { name: "B" }];
    const yes = { op: "disconnect", kind: "output", from, to, output: "yes" } as const;
    expect(editDocument({ steps }, yes).steps).toEqual([
      { name: "A", output_to: ["B"], routes: { no: ["B"] } },
      { name: "B" },
    ]);
    expect(editDocument({ steps }, yes, { ...yes, output: "no" }).steps).toEqual([{ name: "A" }, { name: "B" }]);
  });

  it("removes an error edge and leaves the output edge", () => {
    const steps = [{ name: "A", output_to: ["B"], error_to: ["B"] }, { name: "B" }];
    expect(editStep(steps, "A", { op: "disconnect", kind: "error", from, to })).toEqual({
      name: "A",
      output_to: ["B"],
    });
  });

  it("refuses an edge that is not there", () => {
    const document = { steps: [{ name: "A", error_to: ["B"] }, { name: "B" }] };
    expect(() => editDocument(document, { op: "disconnect", kind: "output", from, to })).toThrow("does not lead to");
    expect(() => editDocument(document, { op: "disconnect", kind: "output", from, to, output: "x" })).toThrow(
      "does not lead",
    );
  });
});
