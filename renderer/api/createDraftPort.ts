import { isSluiceError } from "../../core/base/SluiceError.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { Operations } from "../../core/client/Operations.ts";
import type { EditOperation } from "../../core/model/operations/EditOperation.ts";
import { type Pins, withPins } from "../../core/model/operations/Pins.ts";
import type { DraftHistory, DraftPort, DraftReply, DraftUpdate } from "../state/ports/DraftPort.ts";
import type { HostFeed } from "./createHostFeed.ts";

type ReplyJson = Operations["editDraft"]["answer"];

/** The draft of one application over the API. `window` is the id of this window: it undoes its own gestures only. */
export function createDraftPort(
  client: ApiClient,
  { name, window, feed }: { name: string; window: string; feed: HostFeed },
): DraftPort {
  const params = { name };
  let known = 0;
  const take = (reply: ReplyJson): { updates: DraftUpdate[]; history: DraftHistory } => {
    known = Math.max(known, reply.seq);
    return { updates: reply.updates.map(toUpdate), history: toHistory(reply) };
  };
  const ask = async (request: () => Promise<ReplyJson>): Promise<DraftReply> => {
    try {
      return { outcome: "applied", ...take(await request()) };
    } catch (error) {
      if (isSluiceError(error, "draft_behind"))
        return { outcome: "behind", ...take(error.details as unknown as ReplyJson) };
      if (!isSluiceError(error, "edit_does_not_apply") || !("updates" in error.details)) throw error;
      return { outcome: "refused", reason: error.message, ...take(error.details as unknown as ReplyJson) };
    }
  };
  return {
    async load() {
      const draft = await client.call("getDraft", { params, query: { client: window } });
      known = draft.seq;
      return {
        seq: draft.seq,
        state: withPins({ document: draft.document as never, stepIds: draft.step_ids }, draft.pins as Pins),
        history: toHistory(draft),
      };
    },
    apply: (seq, gesture) =>
      ask(() => client.call("editDraft", { params, body: { client: window, seq, gesture: gesture as never } })),
    undo: (seq, gesture) => ask(() => client.call("undoDraft", { params, body: { client: window, seq, gesture } })),
    redo: (seq, gesture) => ask(() => client.call("redoDraft", { params, body: { client: window, seq, gesture } })),
    subscribe(listener) {
      let work = Promise.resolve();
      const readOn = async (): Promise<void> => {
        const reply = await client.call("getDraftUpdates", { params, query: { client: window, after: known } });
        const { updates, history } = take(reply);
        listener(updates, history);
      };
      // One reading after the other; a failed one is made good by the next event.
      const follow = (): void => {
        work = work.then(readOn).catch(() => undefined);
      };
      const unsubscribe = feed.subscribe((event) => {
        if (event.type === "documents.missed") follow();
        else if (event.type === "draft.changed" && event.application === name && event.seq > known) follow();
        else if (event.type === "application.published" && event.application === name) follow();
      });
      const unsubscribeState = feed.onState((state) => state === "open" && follow());
      return () => {
        unsubscribe();
        unsubscribeState();
      };
    },
  };
}

function toUpdate({ seq, gesture, operations }: ReplyJson["updates"][number]): DraftUpdate {
  return { seq, gesture, operations: operations as unknown as EditOperation[] };
}

function toHistory(reply: Pick<ReplyJson, "history" | "base_revision" | "published_revision">): DraftHistory {
  const { undo, redo, changes } = reply.history;
  return { undo, redo, changes, base: reply.base_revision, published: reply.published_revision };
}
