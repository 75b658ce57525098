import cors from "@fastify/cors";
import type { Api } from "./Api.ts";

/** What a browser must be told before a page of another origin may read answers. Cookies are never part of it. */
export async function answerPreflights(api: Api, origins: readonly string[]): Promise<void> {
  await api.register(cors, {
    origin: [...origins],
    credentials: false,
    methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowedHeaders: ["authorization", "content-type", "if-match", "idempotency-key", "last-event-id"],
    exposedHeaders: ["etag", "location"],
    maxAge: 600,
    strictPreflight: true,
    hideOptionsRoute: true,
  });
}
