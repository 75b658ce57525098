import { boundsOf } from "../../state/edits/moveItems.ts";
import { cardWidth, heightOfCard } from "../../state/flow/cardSize.ts";
import type { Flow, FlowGroup, FlowStep } from "../../state/flow/Flow.ts";
import type { Point, Rect } from "../../state/ports/CanvasPort.ts";

const padding = 16;
const titleHeight = 28;

/** The frame of a group: around its cards and the groups in it. undefined when nothing of it has a place. */
export function boundsOfGroup(
  flow: Flow,
  group: FlowGroup,
  placeOf: (step: FlowStep) => Point | undefined,
): Rect | undefined {
  return measure({ flow, placeOf, seen: new Set() }, group);
}

interface Measure {
  flow: Flow;
  placeOf: (step: FlowStep) => Point | undefined;
  /** Groups on the way down: a group that holds itself ends here. */
  seen: Set<string>;
}

function measure(source: Measure, group: FlowGroup): Rect | undefined {
  const { flow, placeOf, seen } = source;
  if (seen.has(group.id)) return undefined;
  seen.add(group.id);
  const cards = group.steps.flatMap((id): Rect[] => {
    const step = flow.byId.get(id);
    const at = step === undefined ? undefined : placeOf(step);
    return step === undefined || at === undefined ? [] : [{ ...at, width: cardWidth, height: heightOfCard(step) }];
  });
  const inner = flow.groups
    .filter(({ parent }) => parent === group.id)
    .flatMap((child) => measure(source, child) ?? []);
  if (cards.length + inner.length === 0) return undefined;
  const { x, y, width, height } = boundsOf([...cards, ...inner]);
  return {
    x: x - padding,
    y: y - padding - titleHeight,
    width: width + 2 * padding,
    height: height + 2 * padding + titleHeight,
  };
}
