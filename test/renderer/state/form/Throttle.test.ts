import { expect, test } from "vitest";
import { Throttle } from "../../../../renderer/state/form/Throttle.ts";
import { FakeClock } from "../../../support/FakeClock.ts";

function open() {
  const clock = new FakeClock();
  const passed: string[] = [];
  return { clock, passed, throttle: new Throttle<string>({ clock, ms: 40, onValue: (value) => passed.push(value) }) };
}

test("the first value passes at once, and of those that follow the newest in time", () => {
  const { clock, passed, throttle } = open();
  throttle.take("a");
  expect(passed).toEqual(["a"]);
  throttle.take("ab");
  throttle.take("abc");
  expect(passed).toEqual(["a"]);
  clock.advance(40);
  expect(passed).toEqual(["a", "abc"]);
  throttle.take("abcd");
  clock.advance(39);
  expect(passed).toEqual(["a", "abc"]);
  clock.advance(1);
  expect(passed).toEqual(["a", "abc", "abcd"]);
});

test("after a while without values the next one passes at once again", () => {
  const { clock, passed, throttle } = open();
  throttle.take("a");
  clock.advance(100);
  throttle.take("b");
  expect(passed).toEqual(["a", "b"]);
});

test("what waits when it ends does not come", () => {
  const { clock, passed, throttle } = open();
  throttle.take("a");
  throttle.take("b");
  throttle.end();
  clock.advance(100);
  expect(passed).toEqual(["a"]);
});
