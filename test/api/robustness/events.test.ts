import { expect, test } from "vitest";
import { listen, type ReadEvent, readEvents } from "../events/readEvents.ts";
import { openTestApi } from "../openTestApi.ts";

const many = 1000;
const gate = "gate";

/** A thousand steps, of which the last waits for all others. */
const wide = {
  name: "wide",
  app_variables: [],
  steps: [
    ...Array.from({ length: many - 1 }, (_, index) => ({
      name: `step ${index}`,
      file: "Log",
      message: `from ${index}`,
      output_to: [gate],
    })),
    { name: gate, file: "Log", message: "last" },
  ],
};

const isFinish = ({ type }: ReadEvent) => type === "step.finished";
const isEnd = ({ type }: ReadEvent) => type === "run.finished";

test("a reader that is away from the 100th to the 700th of 1,000 steps gets each event once, in order", async () => {
  const { api, ask } = await openTestApi();
  const address = await listen(api);
  await ask("POST", "/applications", { body: wide });
  const [steady, leaving] = [await readEvents(address), await readEvents(address)];
  await ask("POST", "/applications/wide/run");
  const before: ReadEvent[] = [];
  while (before.filter(isFinish).length < 100) before.push(await leaving.next());
  leaving.stop();
  const all: ReadEvent[] = [];
  while (all.filter(isFinish).length < 700) all.push(await steady.next());
  const back = await readEvents(address, { lastEventId: before.at(-1)?.id ?? 0 });
  all.push(...(await steady.until(isEnd)));
  const after = await back.until(isEnd);
  steady.stop();
  back.stop();
  expect([...before, ...after]).toEqual(all);
  const ids = all.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  expect(all.filter(isFinish)).toHaveLength(many);
});
