import type pg from "pg";
import { reasonOf, StepTimeoutException } from "sluice";
import { PostgresException, toPostgresException } from "./postgres.ts";
import { quoteName } from "./postgresTables.ts";

export interface Wanted {
  channels: readonly string[];
  count: number;
  waitMs: number;
  /** Whether the end of the time is no failure. */
  mayBeFewer: boolean;
  asJson: boolean;
  /** Runs when the channels are listened to; null or "" = none. */
  statement: string | null;
  signal: AbortSignal;
}

/** A notification as steps take it. */
export interface Heard {
  channel: string;
  payload: unknown;
  process_id: number;
}

/** Waits for notifications. Throws StepTimeoutException, and PostgresException, also when the connection is lost or the step is ended. */
export async function listenFor(client: pg.Client, wanted: Wanted): Promise<Heard[]> {
  const { channels, count, waitMs, mayBeFewer, asJson, statement, signal } = wanted;
  const heard: Heard[] = [];
  const done = Promise.withResolvers<void>();
  // What happens while a statement runs is heard of below.
  done.promise.catch(() => undefined);
  const fail = (reason: string, cause?: unknown): void => done.reject(new PostgresException(reason, { cause }));
  const onNotification = ({ channel, payload = "", processId }: pg.Notification): void => {
    if (heard.length >= count) return;
    try {
      heard.push({ channel, payload: asJson ? JSON.parse(payload) : payload, process_id: processId });
    } catch (cause) {
      fail(`A notification of the channel ${channel} is no JSON`, cause);
    }
    if (heard.length >= count) done.resolve();
  };
  const onError = (error: Error): void => fail(`The connection was lost: ${reasonOf(error)}`, error);
  const onEnd = (): void => fail("The connection was lost: the server closed it");
  const onAbort = (): void => fail("The wait was given up: the step was ended");
  const timer = setTimeout(() => {
    const seconds = waitMs / 1000;
    if (mayBeFewer) done.resolve();
    else done.reject(new StepTimeoutException(`${heard.length} of ${count} notifications came within ${seconds} s`));
  }, waitMs);
  client.on("notification", onNotification).on("error", onError).on("end", onEnd);
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    for (const channel of channels) await run(client, `LISTEN ${quoteName(channel)}`);
    if (statement !== null && statement.trim() !== "") await run(client, statement);
    await done.promise;
    return heard;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    client.off("notification", onNotification).off("error", onError).off("end", onEnd);
  }
}

async function run(client: pg.Client, text: string): Promise<void> {
  await client.query(text).catch((error: unknown) => {
    throw toPostgresException(error, text);
  });
}
