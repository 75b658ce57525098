import { Readable } from "node:stream";
import { z } from "zod";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { createIdentityCheck } from "../authentication.ts";
import { DocumentQueue } from "../events/DocumentQueue.ts";
import { dropStalled, streamEvents } from "../events/streamEvents.ts";
import { problems } from "../problems.ts";

const seqSchema = z.coerce.number().int().min(0);

/** What happens, as it happens: a server-sent stream that goes on where its reader left off. */
export function addEventRoutes(api: Api, parts: ApiParts & { readerTimeout: number }): void {
  const { readerTimeout } = parts;
  const feed = parts.openFeed();
  const closing = new AbortController();
  api.addHook("preClose", async () => closing.abort());

  api.get(
    "/events",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "streamEvents",
        tags: ["events"],
        summary: "Events of all runs or of one, as server-sent events",
        description:
          "Each event has a number as its id. A reader that comes again with the header Last-Event-ID, or with `after`, gets every event since, once and in order; without either it gets what happens from now on. With `documents`, events of documents come between them (`draft.changed`, `application.published`, `application.deleted`, `application.restored`, `application.renamed`, `configuration.changed`, `stepclass.saved`, `import.progress`); they have no id, hold no content and are not stored: a reader that was away, or is told `documents.missed`, reads again what it shows.",
        querystring: z.object({
          run: z.string().optional().meta({ description: "Only events of this run." }),
          documents: z.stringbool().default(false).meta({ description: "Also what happens to documents." }),
          after: seqSchema
            .optional()
            .meta({ description: "The number of the last event that is known; 0 = from the first." }),
        }),
        headers: z.object({ "last-event-id": seqSchema.optional() }),
        response: {
          200: { description: "The stream", content: { "text/event-stream": { schema: z.string() } } },
          ...problems(),
        },
      },
    },
    async (request, reply) => {
      const { run, after } = request.query;
      const gone = new AbortController();
      const documents = request.query.documents ? new DocumentQueue(parts.services.events) : undefined;
      const isAllowed = createIdentityCheck(request, parts);
      const unsubscribe = parts.services.accessChanges.subscribe(() => {
        if (!isAllowed()) gone.abort();
      });
      const endReading = feed.addReader();
      reply.raw.once("close", () => {
        endReading();
        unsubscribe();
        gone.abort();
        documents?.close();
      });
      // What lies in its buffers is lost to it; it asks again from the last event it got.
      const drop = () => void reply.raw.destroy();
      const frames = streamEvents(feed, {
        after: request.headers["last-event-id"] ?? after ?? feed.last ?? parts.reader.lastEvent(),
        runId: run,
        documents,
        isAllowed,
        signal: AbortSignal.any([gone.signal, closing.signal]),
        clock: parts.clock,
      });
      return reply
        .header("content-type", "text/event-stream; charset=utf-8")
        .header("cache-control", "no-store")
        .header("x-accel-buffering", "no")
        .send(
          Readable.from(dropStalled(frames, { timeout: readerTimeout, clock: parts.clock, drop }), {
            objectMode: false,
            highWaterMark: 64 * 1024,
          }) as never,
        );
    },
  );
}
