import type { JsonObject } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import { cardHeight, cardWidth, columnGap, rowGap, snap } from "../flow/cardSize.ts";
import type { Flow, FlowEdge, FlowStep } from "../flow/Flow.ts";
import type { Wire } from "../flow/findConnectRefusal.ts";
import { findDownstream } from "../flow/reach.ts";
import type { Point } from "../ports/CanvasPort.ts";
import { connectOperation, disconnectOperation } from "./edges.ts";
import { newName } from "./newName.ts";

export interface NewStep {
  flow: Flow;
  manifest: StepManifest;
  /** Id of the step to be. */
  id: string;
  /** Upper left corner of its card. */
  at: Point;
  /** Where a wire to it begins. */
  from?: Omit<Wire, "to"> | undefined;
  /** An edge that it is put on. */
  edge?: FlowEdge | undefined;
}

/** The operations that add a step of a class, wired as asked. What stands in its way on an edge moves to the right. */
export function addStep({ flow, manifest, id, at, from, edge }: NewStep): EditOperation[] {
  const name = newName(manifest.friendlyName, new Set(flow.steps.map((step) => step.name)));
  const entry: JsonObject = { name, file: manifest.file };
  if (manifest.syncpack !== undefined) entry.syncpack = manifest.syncpack;
  const place = edge === undefined ? at : placeOnEdge(flow, edge, at);
  const operations: EditOperation[] = [
    { op: "addStep", step: id, entry, at: { x: snap(place.x), y: snap(place.y) } },
    ...(from === undefined ? [] : [connectOperation({ ...from, to: id })]),
  ];
  if (edge === undefined) return operations;
  const wire = {
    from: edge.from,
    kind: edge.kind === "error" ? "error" : "output",
    output: edge.output ?? "",
  } as const;
  const output = manifest.outputs?.[0]?.name ?? "";
  return [
    ...makeRoom(flow, edge, place),
    disconnectOperation(edge),
    ...operations,
    connectOperation({ ...wire, to: id }),
    connectOperation({ from: id, to: edge.to, kind: "output", output }),
  ];
}

/** A free place right of a step, below what is there already. */
export function placeAfter(flow: Flow, step: FlowStep): Point {
  const x = (step.at?.x ?? 0) + cardWidth + columnGap;
  let y = step.at?.y ?? 0;
  const isTaken = (): boolean =>
    flow.steps.some(({ at }) => at !== undefined && Math.abs(at.x - x) < cardWidth && Math.abs(at.y - y) < cardHeight);
  while (isTaken()) y += cardHeight + rowGap;
  return { x, y };
}

function placeOnEdge(flow: Flow, edge: FlowEdge, at: Point): Point {
  const from = flow.byId.get(edge.from)?.at;
  return from === undefined ? at : { x: Math.max(at.x, from.x + cardWidth + columnGap), y: at.y };
}

function makeRoom(flow: Flow, edge: FlowEdge, place: Point): EditOperation[] {
  const target = flow.byId.get(edge.to)?.at;
  const missing = target === undefined ? 0 : place.x + cardWidth + columnGap - target.x;
  if (target === undefined || missing <= 0) return [];
  const moved = new Set([edge.to, ...findDownstream(flow, [edge.to])]);
  const positions = flow.steps.flatMap(({ id, at }) =>
    at !== undefined && moved.has(id) ? [{ step: id, x: snap(at.x + missing), y: at.y }] : [],
  );
  return [{ op: "moveSteps", positions }];
}
