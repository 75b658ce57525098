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
    // As the other API will read it: the address may lead away from here.
    const { pathname, search } = new URL(request.url, "http://localhost");
    if (pathname !== docsPath && !pathname.startsWith(`${docsPath}/`)) {
      reply.callNotFound();
      return reply;
    }
    described ??= describe().catch((error: unknown) => {
      described = undefined;
      throw error;
    });
    const { headers } = request;
    const found = await (await described).inject({ method: "GET", url: `${pathname}${search}`, headers });
    return reply.code(found.statusCode).headers(found.headers).send(found.rawPayload);
  };
  for (const url of [docsPath, `${docsPath}/*`]) {
    api.get(url, { config: { isPublic: true }, handler: answer });
  }
  api.addHook("onClose", async () => {
    await (await described?.catch(() => undefined))?.close();
  });
}
