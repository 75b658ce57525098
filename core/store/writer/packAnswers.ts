import type { WriteAnswer } from "./WriterMessage.ts";

/** Answers on their way to the host. One whose writes changed one row each is three numbers: its id, its first sequence number, its writes. */
export type PackedAnswers = (number | WriteAnswer)[];

export function packAnswers(answers: readonly WriteAnswer[]): PackedAnswers {
  const packed: PackedAnswers = [];
  for (const answer of answers) {
    if ("error" in answer || answer.changes.some((count) => count !== 1)) packed.push(answer);
    else packed.push(answer.id, answer.firstSeq, answer.changes.length);
  }
  return packed;
}

/** Calls `settle` for each, in order. */
export function unpackAnswers(packed: PackedAnswers, settle: (answer: WriteAnswer) => void): void {
  for (let at = 0; at < packed.length; at += 1) {
    const id = packed[at];
    if (id === undefined) return;
    if (typeof id !== "number") {
      settle(id);
      continue;
    }
    settle({ id, firstSeq: Number(packed[at + 1]), changes: new Array<number>(Number(packed[at + 2])).fill(1) });
    at += 2;
  }
}
