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
