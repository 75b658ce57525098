import { expect, test } from "vitest";
import { logLevels } from "../../../core/model/RunRecord.ts";
import { LogTail } from "../../../renderer/state/log/LogTail.ts";
import { MemoryLog } from "../support/MemoryLog.ts";

const tick = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

test("all lines are read page by page, then only what is new, until it is closed", async () => {
  const log = new MemoryLog();
  for (let line = 0; line < 2_500; line += 1) log.add(`line ${line}`);
  const tail = new LogTail(log, { run: "run-1", level: "debug" });
  const close = tail.open();
  await tick();
  expect([tail.status, tail.lines.length]).toEqual(["ready", 2_500]);
  expect(log.reads).toEqual([0, 1_000, 2_000]);
  log.add("new");
  log.tell();
  log.tell();
  await tick();
  expect(tail.lines.at(-1)?.message).toBe("new");
  expect(tail.lines.map(({ seq }) => seq)).toEqual(log.lines.map(({ seq }) => seq));
  close();
  const reads = log.reads.length;
  log.tell();
  await tick();
  expect(log.reads).toHaveLength(reads);
});

test("only what fits is shown, and a failure is told and made good", async () => {
  const log = new MemoryLog();
  log.add("quiet", logLevels.debug);
  log.add("loud", logLevels.error);
  log.failure = "The host does not answer.";
  const tail = new LogTail(log, { run: "run-1", level: "warning" });
  tail.open();
  await tick();
  expect([tail.status, tail.error]).toEqual(["failed", "The host does not answer."]);
  log.failure = undefined;
  log.tell();
  await tick();
  expect([tail.status, tail.lines.map(({ message }) => message)]).toEqual(["ready", ["loud"]]);
});

test("what could not be read is read when somebody tries again", async () => {
  const log = new MemoryLog();
  log.add("there");
  log.failure = "The host does not answer.";
  const tail = new LogTail(log, { run: "run-1", level: "debug" });
  tail.open();
  await tick();
  log.failure = undefined;
  tail.retry();
  expect([tail.status, tail.error]).toEqual(["loading", undefined]);
  await tick();
  expect([tail.status, tail.lines.length]).toEqual(["ready", 1]);
  tail.retry();
  expect(tail.status).toBe("ready");
});
