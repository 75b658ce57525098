/** The thread in which everything is written: it stores whatever is queued as one transaction, so that one fsync serves many. */
import { parentPort, receiveMessageOnPort } from "node:worker_threads";
import { collectAtRest } from "../../workers/collectAtRest.ts";
import { type Connection, connect } from "../connect.ts";
import { toPlainError } from "../toStoreError.ts";
import { trimHeap } from "../trimHeap.ts";
import { GroupCommitter } from "./GroupCommitter.ts";
import { LogReserve } from "./LogReserve.ts";
import { packAnswers } from "./packAnswers.ts";
import type { FromWriter, ToWriter, WriteRequest } from "./WriterMessage.ts";

/** Requests in one transaction at most: the first of them does not wait for ever. */
const largestGroup = 500;

if (parentPort === null) throw new Error("The writer runs only as a worker thread");
const port = parentPort;
let connection: Connection | undefined;
// What a busy hour left in this thread's heap, and in the cache of the database, would stay until the next one.
collectAtRest({
  release: () => void connection?.pragma("shrink_memory"),
  trim: () => connection && trimHeap(connection),
});
let committer: GroupCommitter | undefined;
let reserve: LogReserve | undefined;
let queued: WriteRequest[] = [];

port.on("message", (message: ToWriter) => {
  handle(message);
  while (queued.length < largestGroup) {
    const next = receiveMessageOnPort(port);
    if (next === undefined) break;
    handle(next.message as ToWriter);
  }
  store();
});

function handle(message: ToWriter): void {
  if (message.kind === "write") {
    queued.push(...message.requests);
    return;
  }
  store();
  if (message.kind === "open") open(message);
  else if (message.kind === "maintain") maintain(message);
  else close();
}

function store(): void {
  if (queued.length === 0) return;
  const requests = queued;
  queued = [];
  answer(packAnswers(committer?.store(requests) ?? []));
}

function open({ path, maxPages }: ToWriter & { kind: "open" }): void {
  try {
    connection = connect(path, { busyMs: 10_000 });
    connection.pragma("synchronous = FULL");
    connection.pragma("fullfsync = ON");
    connection.pragma("foreign_keys = ON");
    connection.pragma("wal_autocheckpoint = 2000");
    connection.pragma("journal_size_limit = 67108864");
    if (maxPages !== undefined) connection.pragma(`max_page_count = ${maxPages}`);
    committer = new GroupCommitter(connection);
    reserve = new LogReserve(`${path}-wal`);
    reserve.start();
  } catch (error) {
    connection?.close();
    answer({ kind: "failed", error: toPlainError(error) });
  }
}

function maintain({ id, task }: ToWriter & { kind: "maintain" }): void {
  try {
    if (task === "checkpoint") connection?.pragma("wal_checkpoint(PASSIVE)");
    else if (task === "truncate") {
      connection?.pragma("wal_checkpoint(TRUNCATE)");
      reserve?.start();
    } else connection?.pragma(`incremental_vacuum(${task.vacuum})`);
    answer([{ id, firstSeq: 0, changes: [] }]);
  } catch (error) {
    answer([{ id, error: toPlainError(error), refused: undefined }]);
  }
}

function close(): void {
  reserve?.stop();
  // The last connection to close moves the log into the database.
  connection?.close();
  answer({ kind: "closed" });
  port.close();
}

function answer(message: FromWriter): void {
  port.postMessage(message);
}
