import { expect, test } from "vitest";
import { createEchoes } from "../../../renderer/code/createEchoes.ts";

test("what was typed comes back late and is known, with what was painted over", () => {
  const echoes = createEchoes();
  for (const text of ["r", "re", "ret"]) echoes.tell(text);
  expect([echoes.hear("re"), echoes.hear("ret")]).toEqual([true, true]);
});

test("a text from elsewhere is new, also one that was typed before and came back", () => {
  const echoes = createEchoes();
  echoes.tell("a");
  echoes.tell("ab");
  expect([echoes.hear("ab"), echoes.hear("a"), echoes.hear("ab")]).toEqual([true, false, false]);
});

test("what was refused and taken back is no echo when it comes again", () => {
  const echoes = createEchoes();
  echoes.tell("ab");
  expect([echoes.hear("a"), echoes.hear("ab")]).toEqual([false, false]);
});
