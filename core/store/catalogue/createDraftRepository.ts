import type { Clock } from "../../base/Clock.ts";
import { maxGestures } from "../../model/maxGestures.ts";
import type { EditState } from "../../model/operations/EditState.ts";
import { nameStepIds } from "../../model/operations/nameStepIds.ts";
import type { Pins } from "../../model/operations/Pins.ts";
import type { DraftRepository, GestureEntry, GestureRecord } from "../../service/ports/DraftRepository.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import type { Write } from "../writer/writeStatements.ts";
import { describeDocument } from "./describeDocument.ts";

/** Drafts with their journals; the draft itself is stored whole beside each line. */
export function createDraftRepository(parts: {
  connection: Connection;
  writer: StoreWriter;
  clock: Clock;
}): DraftRepository {
  const { connection, writer, clock } = parts;
  const from = "FROM draft_gestures g JOIN applications a ON a.n = g.application WHERE a.name = ? AND g.user = ?";
  const columns = "g.seq, g.gesture, g.client, g.kind, g.label, g.revision";
  const all = lazyStatement(connection, `SELECT ${columns} ${from} ORDER BY g.seq`);
  const one = lazyStatement(connection, `SELECT ${columns} ${from} AND g.gesture = ?`);
  const page = lazyStatement(
    connection,
    `SELECT ${columns}, g.operations, g.inverse ${from} AND g.seq > ? ORDER BY g.seq LIMIT ?`,
  );
  const pins = lazyStatement(
    connection,
    "SELECT p.pins FROM draft_pins p JOIN applications a ON a.n = p.application WHERE a.name = ? AND p.user = ?",
  );
  return {
    findPins(name, user) {
      const row = pins().get(name, user) as { pins: string } | undefined;
      return row && JSON.parse(row.pins);
    },
    list: (name, user) => all().all(name, user) as GestureEntry[],
    findGesture: (name, user, gesture) => one().get(name, user, gesture) as GestureEntry | undefined,
    readAfter(name, user, { after, limit }) {
      const rows = page().all(name, user, after, limit) as (GestureEntry & { operations: string; inverse: string })[];
      return rows.map((row) => ({
        ...row,
        operations: JSON.parse(row.operations),
        inverse: JSON.parse(row.inverse),
      }));
    },
    async commit(name, { user, record, state, changes, rename, pins: changed }) {
      const now = clock.now();
      const draft: Write =
        state === undefined ? ["draft.delete", name, user] : toDraftWrite(name, { user, record, state, changes, now });
      await writer.write([
        ["application.insert", name, now],
        draft,
        ...toPinWrites(name, { user, pins: changed }),
        ...toGestureWrites(name, { user, record, now }),
        ["application.touch", name, now],
        ...(rename === undefined ? [] : [["application.rename", name, rename] satisfies Write]),
      ]);
    },
  };
}

/** One line of a journal, and the end of those that are too old. */
export function toGestureWrites(
  name: string,
  { user, record, now }: { user: string; record: GestureRecord; now: number },
): Write[] {
  const { seq, gesture, client, kind, label, revision } = record;
  const [operations, inverse] = [JSON.stringify(record.operations), JSON.stringify(record.inverse)];
  return [
    ["gesture.insert", name, user, seq, gesture, client, kind, label, operations, inverse, revision, now],
    ["gesture.prune", name, user, seq - maxGestures],
  ];
}

/** Nothing when the pins are as they were. */
function toPinWrites(name: string, { user, pins }: { user: string; pins: Pins | undefined }): Write[] {
  if (pins === undefined) return [];
  const isEmpty = Object.keys(pins).length === 0;
  return [isEmpty ? ["pins.delete", name, user] : ["pins.save", name, user, JSON.stringify(pins)]];
}

function toDraftWrite(
  name: string,
  given: { user: string; record: GestureRecord; state: EditState; changes: number; now: number },
): Write {
  const { user, record, state, changes, now } = given;
  const { text, logicHash, layoutHash, friendlyName, steps } = describeDocument(state.document);
  const ids = JSON.stringify(nameStepIds(state));
  const list = JSON.stringify(state.stepIds);
  const about = [logicHash, layoutHash, friendlyName, steps, now, list, changes] as const;
  return ["draft.save", name, user, record.revision, text, ids, ...about];
}
