import type { JsonValue } from "../../base/json.ts";
import type { HostCall } from "../../engine/ports/StepWorkers.ts";
import type { ToWorker } from "../protocol.ts";
import { post } from "./hostChannel.ts";

/** Questions of one attempt to the host, and its answers. */
export class HostCalls {
  private readonly attempt: number;
  /** Most attempts ask nothing. */
  private waiting: Map<number, PromiseWithResolvers<JsonValue>> | undefined;
  private static count = 0;

  constructor(attempt: number) {
    this.attempt = attempt;
  }

  /** Rejects with an error of the name and message the host gave. */
  ask(request: HostCall): Promise<JsonValue> {
    HostCalls.count += 1;
    const call = HostCalls.count;
    const answer = Promise.withResolvers<JsonValue>();
    this.waiting ??= new Map();
    this.waiting.set(call, answer);
    post({ kind: "call", id: this.attempt, call, request });
    return answer.promise;
  }

  answer(message: Extract<ToWorker, { kind: "answer" }>): void {
    const waiting = this.waiting?.get(message.call);
    this.waiting?.delete(message.call);
    if (message.ok) waiting?.resolve(message.value);
    else waiting?.reject(Object.assign(new Error(message.error.message), { name: message.error.name }));
  }
}
