import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { firstPlace, readWindowPlace, writeWindowPlace } from "../../../electron/window/WindowPlace.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-place-"));
const file = join(folder, "window.json");
const displays = [{ x: 0, y: 0, width: 1920, height: 1080 }];

test("a window comes back where it was", () => {
  const place = { x: 100, y: 80, width: 1200, height: 800, isMaximized: true };
  writeWindowPlace(file, place);
  expect(readWindowPlace(file, displays)).toEqual(place);
});

test("one whose display is gone keeps its size and is placed anew", () => {
  writeWindowPlace(file, { x: 2500, y: 80, width: 1200, height: 800, isMaximized: false });
  expect(readWindowPlace(file, displays)).toEqual({ width: 1200, height: 800, isMaximized: false });
});

test("one that became too small for the editor grows", () => {
  writeWindowPlace(file, { x: 0, y: 0, width: 10, height: 10, isMaximized: false });
  expect(readWindowPlace(file, displays)).toMatchObject({ width: 800, height: 560 });
});

test.each(["", "[]", "null", '{"width":"a"}', '{"width":1e999,"height":1}'])("a broken file %j is as none", (text) => {
  writeFileSync(file, text);
  expect(readWindowPlace(file, displays)).toEqual(firstPlace);
});

test("a place that cannot be kept is no error", () => {
  expect(() => writeWindowPlace(join(folder, "missing", "window.json"), firstPlace)).not.toThrow();
  expect(readWindowPlace(join(folder, "missing", "window.json"), displays)).toEqual(firstPlace);
});
