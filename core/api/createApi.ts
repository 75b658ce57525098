import type { RequestListener, Server } from "node:http";
import cookie from "@fastify/cookie";
import Fastify, { type FastifyReply, type FastifyRequest, type FastifyServerOptions } from "fastify";
import { validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { parseJson } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";
import type { Api } from "./Api.ts";
import type { ApiParts } from "./ApiParts.ts";
import { addDocumentationDoor } from "./addDocumentationDoor.ts";
import { addAuthentication } from "./authentication.ts";
import { refuseForeignRequests } from "./foreignRequests.ts";
import type { Metrics } from "./metrics/createMetrics.ts";
import { problemContentType, toProblemDocument, toSluiceError } from "./problemDocument.ts";
import { addHealthRoutes } from "./routes/healthRoutes.ts";
import { addMetricsRoutes } from "./routes/metricsRoutes.ts";
import { type RouteGroup, routeGroups } from "./routes/routeGroups.ts";
import { serverLimits, standardRequestTimeout } from "./serverLimits.ts";

export interface ApiOptions {
  /** Largest body of a request, bytes. */
  bodyLimit?: number;
  /** How long a request may take to arrive, ms. */
  requestTimeout?: number;
  /** How long a reader of events may take nothing while there is something for it, ms. */
  readerTimeout?: number;
  /** The server that it answers through; absent = it listens for itself. */
  server?: Server;
  /** Only these groups of routes, for requests of this process alone: quickly ready, without description, its page, figures and HEAD. */
  groups?: readonly RouteGroup[];
  /** Answers what these groups have no route for. */
  rest?: RequestListener;
  /** Figures that are counted already; absent = they are counted from now on, unless it has only groups of routes. */
  metrics?: Metrics;
  /** Only there to describe its routes: with the description and its page, without figures. */
  describes?: boolean;
  /** Host names that requests over TCP may name, beside those of this computer. */
  hosts?: readonly string[];
  /** Origins whose pages may ask with a token; none by default. */
  origins?: readonly string[];
}

/** 64 MiB: an archive of everything, a large application, test data of a step. */
const standardBodyLimit = 64 * 1024 * 1024;

/** The API over an open host, ready to answer; it listens nowhere yet. */
export async function createApi(given: Omit<ApiParts, "metrics">, options: ApiOptions = {}): Promise<Api> {
  const isBrief = options.groups !== undefined;
  const describes = options.describes === true;
  const metrics = options.metrics ?? (isBrief || describes ? noMetrics : await openMetrics(given));
  const parts: ApiParts = { ...given, metrics };
  const { server, requestTimeout = standardRequestTimeout } = options;
  const serverOptions: FastifyServerOptions & { http: object } = {
    bodyLimit: options.bodyLimit ?? standardBodyLimit,
    requestTimeout,
    exposeHeadRoutes: !isBrief,
    http: serverLimits(requestTimeout),
    ...(server === undefined ? {} : { serverFactory: () => server }),
    // Ours are set below; loading those of Fastify would take longer than all the rest.
    schemaController: { compilersFactory: { buildValidator: () => refuseSchema, buildSerializer: () => refuseSchema } },
    routerOptions: { maxParamLength: 512, ignoreTrailingSlash: true },
    // Closing ends idle connections; event streams end themselves.
    forceCloseConnections: "idle",
    return503OnClosing: true,
    frameworkErrors: (error, request, reply) => {
      sendProblem({ error, request, reply, onBug: parts.onBug });
    },
  };
  const api: Api = Fastify(serverOptions).withTypeProvider<ZodTypeProvider>();
  api.setValidatorCompiler(validatorCompiler);
  // The types hold what routes answer, and the contract test every answer: a second check per request would only cost time.
  api.setSerializerCompiler(() => (data) => JSON.stringify(data));
  addJsonParser(api);
  api.setErrorHandler((error, request, reply) => sendProblem({ error, request, reply, onBug: parts.onBug }));
  api.setNotFoundHandler((request, reply) => {
    const error = new SluiceError(
      "not_found",
      `There is no ${request.method} ${pathOf(request)}. /api/v1/docs lists what there is.`,
    );
    return sendProblem({ error, request, reply, onBug: parts.onBug });
  });
  const { rest } = options;
  if (rest !== undefined) passOn(api, rest);
  await api.register(cookie);
  const { hosts = [], origins = [] } = options;
  if (origins.length > 0) await (await import("./answerPreflights.ts")).answerPreflights(api, origins);
  // What asks one that describes came through the door of another, which looked at it already.
  if (!describes) refuseForeignRequests(api, { hosts, origins });
  if (describes) await (await import("./documentation.ts")).addDocumentation(api);
  else if (!isBrief) addDocumentationDoor(api, () => createApi(given, { describes: true }));
  addAuthentication(api, parts);
  addHealthRoutes(api, parts);
  if (!isBrief) addMetricsRoutes(api, parts);
  const routeParts = { ...parts, readerTimeout: options.readerTimeout ?? 60_000 };
  const names = options.groups ?? (Object.keys(routeGroups) as RouteGroup[]);
  const groups = await Promise.all(names.map((name) => routeGroups[name]()));
  await api.register(
    async (scope) => {
      for (const addRoutes of groups) addRoutes(scope.withTypeProvider<ZodTypeProvider>(), routeParts);
    },
    { prefix: "/api/v1" },
  );
  await api.ready();
  return api;
}

/** Hands requests without a route over as they came, before anything of their body is read. */
function passOn(api: Api, rest: RequestListener): void {
  api.addHook("onRequest", async (request, reply) => {
    if (!request.is404) return;
    reply.hijack();
    rest(request.raw, reply.raw);
  });
}

/** Loaded by a host that serves: a command has no figures to tell. */
export async function openMetrics(given: Omit<ApiParts, "metrics">): Promise<Metrics> {
  const { createMetrics } = await import("./metrics/createMetrics.ts");
  return createMetrics({ ...given, subscribe: (listener) => given.engine.subscribe(listener) });
}

const noMetrics: Metrics = {
  contentType: "text/plain",
  read: async () => "",
  close: () => {},
};

function refuseSchema(): never {
  throw new Error("The schemas of routes are those of zod.");
}

/** JSON as the model reads it: line and column of a fault, `__proto__` as an ordinary key, no endless nesting. */
function addJsonParser(api: Api): void {
  api.removeContentTypeParser(["application/json", "text/plain"]);
  api.addContentTypeParser("application/json", { parseAs: "string" }, (_request, text, done) => {
    if (text === "") return done(null, undefined);
    const parsed = parseJson(String(text));
    if (parsed.ok) return done(null, parsed.value);
    const { line, column } = parsed.position;
    done(
      new SluiceError(
        "wrong_use",
        `The body of the request is no JSON. Line ${line}, column ${column}: ${parsed.message}.`,
        {
          details: { line, column },
        },
      ),
    );
  });
}

function sendProblem(given: {
  error: unknown;
  request: FastifyRequest;
  reply: FastifyReply;
  onBug(error: unknown): void;
}): FastifyReply {
  const error = toSluiceError(given.error);
  if (error.kind === "bug") given.onBug(error.cause ?? error);
  const problem = toProblemDocument(error);
  const { retryAfter } = error.details;
  if (typeof retryAfter === "number") given.reply.header("retry-after", String(retryAfter));
  return given.reply
    .status(problem.status)
    .header("content-type", problemContentType)
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}

/** Without the query, which may hold what is not meant to be repeated. */
function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "";
}
