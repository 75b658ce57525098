import { expect, test } from "vitest";
import { goToView, revealView } from "../../../renderer/canvas/view/revealView.ts";

const card = { x: 1_000, y: 500, width: 200, height: 60 };

test("what is in view stays where it is", () => {
  const view = { area: { x: 900, y: 400, width: 800, height: 600 }, zoom: 1 };
  expect([revealView(view, card), goToView(view, card)]).toEqual([undefined, undefined]);
});

test("the view moves only as far as needed", () => {
  const view = { area: { x: 0, y: 400, width: 800, height: 600 }, zoom: 1 };
  const moved = { x: -432, y: -400, zoom: 1 };
  expect([revealView(view, card), goToView(view, card)]).toEqual([moved, moved]);
});

test("who goes to a card from far away can read it, in the middle of the view", () => {
  const view = { area: { x: 0, y: 0, width: 20_000, height: 10_000 }, zoom: 0.06 };
  expect(revealView(view, card)).toBeUndefined();
  const found = goToView(view, card);
  expect(found?.zoom).toBe(0.8);
  const middle = { x: (600 - (found?.x ?? 0)) / 0.8, y: (300 - (found?.y ?? 0)) / 0.8 };
  expect(middle.x).toBeCloseTo(1_100);
  expect(middle.y).toBeCloseTo(530);
});

test("what lies over the canvas covers nothing that one goes to", () => {
  const area = { x: 10, y: 10, width: 800, height: 400 };
  const map = { x: 600, y: 250, width: 200, height: 160 };
  const under = { x: 500, y: 310, width: 200, height: 60 };
  // Left of the map is nearer than above it.
  expect(revealView({ area, zoom: 1, covers: [map] }, under)).toEqual({ x: -142, y: -10, zoom: 1 });
  expect(goToView({ area, zoom: 0.5, covers: [map] }, { ...under, y: 210 })).toEqual({ x: -5, y: -31, zoom: 0.5 });
  // From beyond the edge it would come to lie under the map: it lies above it.
  expect(revealView({ area, zoom: 1, covers: [map] }, { ...under, x: 900 })).toEqual({ x: -332, y: -162, zoom: 1 });
  // From far away as well.
  const far = goToView(
    {
      area: { x: 0, y: 0, width: 8_000, height: 4_000 },
      zoom: 0.1,
      covers: [{ ...map, x: 3_500, y: 1_500, width: 4_500, height: 2_500 }],
    },
    card,
  );
  expect(far?.zoom).toBe(0.8);
  expect((far?.y ?? 0) + (card.y + card.height) * 0.8).toBeLessThanOrEqual(150);
});

test("where nothing is free, what one goes to is in view all the same", () => {
  const area = { x: 0, y: 10, width: 300, height: 200 };
  const cover = { x: 0, y: 10, width: 300, height: 200 };
  expect(revealView({ area, zoom: 1, covers: [cover] }, { x: 400, y: 60, width: 200, height: 60 })).toEqual({
    x: -332,
    y: -10,
    zoom: 1,
  });
});
