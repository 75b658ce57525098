import type { FastifyReply, FastifyRequest } from "fastify";
import type { Api } from "./Api.ts";

/** Where the description of the routes and its page are. */
export const docsPath = "/api/v1/docs";

/**
 * Answers for the description and its page. Few ever ask for them, and describing every route takes a good part of a start: so
 * an API that does is made when the first one asks.
 */
export function addDocumentationDoor(api: Api, describe: () => Promise<Api>): void {
  let described: Promise<Api> | undefined;
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    described ??= describe();
    const found = await (await described).inject({ method: "GET", url: request.url, headers: request.headers });
    return reply.code(found.statusCode).headers(found.headers).send(found.rawPayload);
  };
  for (const url of [docsPath, `${docsPath}/*`]) {
    api.get(url, { config: { isPublic: true }, handler: answer });
  }
  api.addHook("onClose", async () => {
    await (await described)?.close();
  });
}
