/* The thread that writes: whatever is queued becomes one transaction, as durable as the product's. */

import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";
import type { WriteRequest } from "./messages.ts";

if (parentPort === null) throw new Error("The writer runs only as a worker thread");
const port = parentPort;
const database = new Database(String(workerData));
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec("CREATE TABLE events (seq INTEGER PRIMARY KEY, run TEXT, step INTEGER, state TEXT, data TEXT)");
const insert = database.prepare("INSERT INTO events (run, step, state, data) VALUES (?, ?, ?, ?)");
const store = database.transaction((requests: WriteRequest[]) => {
  for (const { rows } of requests) for (const row of rows) insert.run(...row);
});

port.on("message", (first: WriteRequest | "close") => {
  const requests: WriteRequest[] = [];
  let next: WriteRequest | "close" | undefined = first;
  while (next !== undefined && next !== "close") {
    requests.push(next);
    next = receiveMessageOnPort(port)?.message;
  }
  if (requests.length > 0) {
    store(requests);
    port.postMessage(requests.map(({ id }) => id));
  }
  if (next === "close") {
    database.close();
    port.close();
  }
});
port.postMessage([]);
