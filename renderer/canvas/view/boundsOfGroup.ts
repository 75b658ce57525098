import { boundsOf } from "../../state/edits/moveItems.ts";
import { cardWidth, heightOfCard } from "../../state/flow/cardSize.ts";
import type { Flow, FlowGroup, FlowStep } from "../../state/flow/Flow.ts";
import { groupTreeOf } from "../../state/flow/GroupTree.ts";
import type { Point, Rect } from "../../state/ports/CanvasPort.ts";

const padding = 16;
const titleHeight = 28;
/** For the line below a card that tells of the run. */
const footnote = 12;

/** The frame of a group: around its cards and the groups in it. undefined when nothing of it has a place. */
export function boundsOfGroup(
  flow: Flow,
  group: FlowGroup,
  placeOf: (step: FlowStep) => Point | undefined,
): Rect | undefined {
  const inside = new Set(groupTreeOf(flow).within(group.id).slice(1));
  return measure({ flow, placeOf, inside }, group);
}

interface Measure {
  flow: Flow;
  placeOf: (step: FlowStep) => Point | undefined;
  /** The groups in it that were not measured yet: one that holds itself ends here. */
  inside: Set<FlowGroup>;
}

function measure(source: Measure, group: FlowGroup): Rect | undefined {
  const { flow, placeOf, inside } = source;
  const members = group.steps.flatMap((id) => flow.byId.get(id) ?? []);
  const folds = flow.steps.filter(({ fold }) => fold?.group.parent === group.id);
  const cards = [...members, ...folds].flatMap((card): Rect[] => {
    const at = placeOf(card);
    return at === undefined ? [] : [{ ...at, width: cardWidth, height: heightOfCard(card) + footnote }];
  });
  const inner = [...inside]
    .filter(({ parent }) => parent === group.id)
    .flatMap((child) => (inside.delete(child) ? (measure(source, child) ?? []) : []));
  if (cards.length + inner.length === 0) return undefined;
  const { x, y, width, height } = boundsOf([...cards, ...inner]);
  return {
    x: x - padding,
    y: y - padding - titleHeight,
    width: width + 2 * padding,
    height: height + 2 * padding + titleHeight,
  };
}
