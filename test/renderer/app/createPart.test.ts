import { createElement, Suspense } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { createPart, type Part } from "../../../renderer/app/createPart.tsx";

const Hello = ({ name }: { name: string }) => createElement("p", null, `Hello ${name}`);

function paint(part: Part<{ name: string }>): string {
  const shown = createElement(part.Shown, { name: "you" });
  return renderToString(createElement(Suspense, { fallback: "waits" }, shown));
}

test("a part waits for its code, and once it is there is painted at once", async () => {
  let loads = 0;
  const part = createPart(async () => {
    loads += 1;
    return Hello;
  });
  expect(paint(part)).toContain("waits");
  await expect.poll(() => paint(part)).toContain("Hello you");
  part.preload();
  expect([paint(part).includes("waits"), loads]).toEqual([false, 1]);
});

test("code that could not be loaded is asked for again", async () => {
  let loads = 0;
  const part = createPart(async () => {
    loads += 1;
    if (loads === 1) throw new Error("offline");
    return Hello;
  });
  part.preload();
  await expect
    .poll(() => {
      part.preload();
      return loads;
    })
    .toBe(2);
  await expect.poll(() => paint(part)).toContain("Hello you");
});
