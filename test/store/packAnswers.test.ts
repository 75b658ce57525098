import { expect, test } from "vitest";
import { packAnswers, unpackAnswers } from "../../core/store/writer/packAnswers.ts";
import type { WriteAnswer } from "../../core/store/writer/WriterMessage.ts";

test("answers come out as they went in, and those of every step are numbers only", () => {
  const plain: WriteAnswer[] = [
    { id: 1, firstSeq: 10, changes: [1, 1] },
    { id: 2, firstSeq: 12, changes: [] },
  ];
  const special: WriteAnswer[] = [
    { id: 3, firstSeq: 12, changes: [1, 0] },
    { id: 4, error: { code: "SQLITE_FULL", message: "full" }, refused: undefined },
    { id: 5, firstSeq: 13, changes: [40] },
  ];
  const answers = [...plain, ...special, { id: 6, firstSeq: 14, changes: [1] }];
  const found: WriteAnswer[] = [];
  unpackAnswers(structuredClone(packAnswers(answers)), (answer) => found.push(answer));
  expect(found).toEqual(answers);
  expect(packAnswers(plain)).toEqual([1, 10, 2, 2, 12, 0]);
});
