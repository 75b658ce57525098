import { expect, test } from "vitest";
import { EventFeed } from "../../../core/api/events/EventFeed.ts";
import type { RunEvent } from "../../../core/engine/RunEvent.ts";

const started = (seq: number, runId = "run"): RunEvent => ({ type: "run.started", seq, at: seq, runId });

function openFeed(stored: RunEvent[] = []) {
  let tell: (event: RunEvent) => void = () => undefined;
  const feed = new EventFeed({
    reader: { events: ({ after = 0 }) => stored.filter(({ seq = 0 }) => seq > after) },
    subscribe(listener) {
      tell = listener;
      return () => {
        tell = () => undefined;
      };
    },
  });
  return { feed, tell: (event: RunEvent) => tell(event) };
}

test("newer events come from memory, older ones from the store", () => {
  const { feed, tell } = openFeed([started(1), started(2), started(3)]);
  tell(started(3));
  tell(started(4, "other"));
  expect(feed.readAfter(3, undefined).items.map(({ seq }) => seq)).toEqual([4]);
  expect(feed.readAfter(3, "run")).toEqual({ items: [], upTo: 4 });
  expect(feed.readAfter(0, undefined).items.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test("it counts who reads, and hears nothing once it is closed", () => {
  const { feed, tell } = openFeed();
  const [first, second] = [feed.addReader(), feed.addReader()];
  expect(feed.readerCount).toBe(2);
  first();
  second();
  expect(feed.readerCount).toBe(0);
  feed.close();
  tell(started(1));
  expect(feed.last).toBeUndefined();
});
