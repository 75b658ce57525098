import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { RequestKey } from "../engine/ports/RunStore.ts";
import type { AcceptedRun } from "../service/runs/RunService.ts";
import type { ApiParts } from "./ApiParts.ts";

/** Of requests that start a run. */
export const startHeadersSchema = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x20-\x7e]{1,255}$/, "must be 1 to 255 printable ASCII characters")
    .optional()
    .meta({
      description:
        "A new text for each run, such as a UUID. The same request sent again with it answers with the same run, and Idempotent-Replayed: true, for 24 hours; another request with it is refused.",
    }),
});

/** Starts the run of a request, once if the request has a key. */
export async function startOnce(
  { request, reply, parts }: { request: FastifyRequest; reply: FastifyReply; parts: ApiParts },
  start: (requestKey?: RequestKey) => Promise<AcceptedRun>,
): Promise<AcceptedRun> {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string") return start();
  const { name, from } = request.identity;
  const [path] = request.url.split("?", 1);
  const content = JSON.stringify([request.method, path, request.body ?? null]);
  const { repeated, ...accepted } = await parts.services.requestKeys.startOnce(
    { key, principal: `${from}\0${name}`, content },
    start,
  );
  if (repeated) reply.header("idempotent-replayed", "true");
  return accepted;
}
