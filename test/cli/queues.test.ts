import { expect, test } from "vitest";
import { Sluice } from "./Sluice.ts";

test("a queue is set, shown, listed and deleted", async () => {
  const sluice = new Sluice();
  expect(await sluice.json(["queue", "set", "reports", "2"])).toMatchObject({ name: "reports", capacity: 2 });
  expect(await sluice.json(["queue", "show", "reports"])).toMatchObject({ capacity: 2, runs: 0 });
  expect((await sluice.run(["queue", "list"])).out).toMatch(/NAME +CAPACITY[\s\S]*default +5[\s\S]*reports +2/);
  const exported = JSON.parse((await sluice.run(["queue", "export"])).out) as unknown[];
  expect(exported).toContainEqual({ name: "reports", capacity: 2 });
  expect(await sluice.json(["queue", "delete", "reports"])).toEqual({ name: "reports", deleted: true });
  expect((await sluice.run(["queue", "show", "reports"])).code).toBe(4);
  expect((await sluice.run(["queue", "set", "reports", "many"])).code).toBe(2);
});
