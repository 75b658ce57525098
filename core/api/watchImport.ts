import type { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import type { Clock } from "../base/Clock.ts";
import { SluiceError } from "../base/SluiceError.ts";
import type { DocumentEvents } from "../service/events/DocumentEvents.ts";
import type { OnImportProgress } from "../service/transfer/ImportChoice.ts";

/** An import tells of itself at most so often, and not at all when it is shorter, ms. */
const every = 100;

/** Tells how far an import is, if it has a name, and ends it once nobody waits for its answer any more. */
export function watchImport(
  answer: Pick<ServerResponse, "destroyed">,
  { work, events, clock }: { work: string | undefined; events: DocumentEvents; clock: Clock },
): OnImportProgress {
  let told = clock.now();
  return async (progress) => {
    const now = clock.now();
    if (work !== undefined && now - told >= every) {
      told = now;
      events.emit({ type: "import.progress", work, ...progress });
    }
    // Other requests, and the end of this one, come in between two items.
    await setImmediate();
    if (answer.destroyed) throw new SluiceError("wrong_use", "The import was given up before it ended.");
  };
}
