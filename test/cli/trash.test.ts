import { expect, test } from "vitest";
import { Sluice } from "./Sluice.ts";

const app = (message: string) => ({ name: "app", app_variables: [], steps: [{ name: "say", file: "Log", message }] });
const idsOf = (list: unknown) => (list as { id: string; kind: string }[]).map(({ id, kind }) => ({ id, kind }));

async function deleteBoth(sluice: Sluice): Promise<void> {
  await sluice.run(["import", sluice.write("app.json", app("first"))]);
  await sluice.run(["config", "set", "app", "word=hi"]);
  await sluice.run(["config", "delete", "app"]);
}

test("what was deleted is listed, comes back by its name, and goes for good", async () => {
  const sluice = new Sluice();
  const none = await sluice.run(["trash", "list"]);
  expect([none.code, none.out, none.err]).toEqual([0, "", expect.stringContaining("The trash is empty")]);
  await deleteBoth(sluice);
  const listed = await sluice.run(["trash", "list"]);
  expect(listed.out).toMatch(/^ID +KIND +NAME +DELETED +BY +UNTIL\n\S+ +configuration +app +20/);

  const restored = await sluice.run(["trash", "restore", "app"]);
  expect([restored.code, restored.out]).toEqual([0, "✔ Restored configuration app\n"]);
  expect(await sluice.json(["config", "list"])).toMatchObject([{ name: "app" }]);
  expect((await sluice.run(["trash", "restore", "app"])).code).toBe(4);

  await sluice.run(["config", "delete", "app"]);
  const [entry] = idsOf(await sluice.json(["trash", "list"]));
  expect(await sluice.json(["trash", "empty", entry?.id ?? ""])).toMatchObject(entry ?? {});
  expect(await sluice.json(["trash", "list"])).toEqual([]);
  const again = await sluice.run(["trash", "empty", "--all"]);
  expect([again.code, again.err]).toEqual([0, expect.stringContaining("The trash is empty")]);
});

test("a name that several had is asked about, and nothing is done by halves", async () => {
  const sluice = new Sluice();
  await deleteBoth(sluice);
  await sluice.run(["config", "set", "app", "word=second"]);
  await sluice.run(["config", "delete", "app"]);
  const [newest, older] = idsOf(await sluice.json(["trash", "list"]));
  const several = await sluice.run(["trash", "restore", "app"]);
  expect(several.code).toBe(2);
  expect(several.err).toContain(`Name one by its id: ${newest?.id} (configuration), ${older?.id} (configuration)`);
  const half = await sluice.run(["trash", "empty", String(newest?.id), "nothing"]);
  expect([half.code, half.err]).toEqual([4, expect.stringContaining('no "nothing" in the trash')]);
  expect(await sluice.json(["trash", "list"])).toHaveLength(2);
  expect((await sluice.run(["trash", "restore", String(older?.id)])).code).toBe(0);
  const taken = await sluice.run(["trash", "restore", String(newest?.id)]);
  expect([taken.code, taken.err]).toEqual([2, expect.stringContaining('There is a configuration "app" again')]);
});

test.each([
  [["trash", "empty"], "or --all"],
  [["trash", "empty", "app", "--all"], "or --all"],
  [["trash", "restore"], "missing required argument"],
])("refuses %j", async (args, words) => {
  const { code, err } = await new Sluice().run(args);
  expect([code, err]).toEqual([2, expect.stringContaining(words)]);
});

test("the help has examples", async () => {
  const { code, out } = await new Sluice().run(["trash", "empty", "--help"]);
  expect([code, out]).toEqual([0, expect.stringContaining("$ sluice trash empty --all")]);
});
