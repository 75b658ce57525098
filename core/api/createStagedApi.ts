import type { RequestListener } from "node:http";
import type { Api } from "./Api.ts";
import type { ApiParts } from "./ApiParts.ts";
import { type ApiOptions, createApi, openMetrics } from "./createApi.ts";
import type { RouteGroup } from "./routes/routeGroups.ts";

/** What a window asks for at its start. */
const windowGroups: readonly RouteGroup[] = [
  "session",
  "event",
  "userSettings",
  "application",
  "run",
  "schedule",
  "queue",
];
/** The others are loaded so long after the first if nobody asks for them sooner, ms. */
const restMs = 2_000;

/** An API that answers before it is loaded whole. */
export interface StagedApi {
  routing: RequestListener;
  close(): Promise<void>;
}

/** The routes that a window asks for at its start are there when this resolves; the others when somebody asks for one, or a little later. */
export async function createStagedApi(
  given: Omit<ApiParts, "metrics">,
  { server, ...options }: Omit<ApiOptions, "groups" | "rest" | "metrics" | "describes"> = {},
): Promise<StagedApi> {
  const metrics = await openMetrics(given);
  let loading: Promise<Api> | undefined;
  let routing: RequestListener;
  const load = async (): Promise<Api> => {
    loading ??= createApi(given, { ...options, metrics, ...(server === undefined ? {} : { server }) });
    const whole = await loading;
    routing = whole.routing;
    return whole;
  };
  const rest: RequestListener = (request, response) => {
    load().then(
      (whole) => whole.routing(request, response),
      (error) => {
        given.onBug(error);
        response.destroy();
      },
    );
  };
  const first = await createApi(given, { ...options, metrics, groups: windowGroups, rest });
  routing = first.routing;
  const timer = setTimeout(() => load().catch(given.onBug), restMs).unref();
  return {
    routing: (request, response) => routing(request, response),
    async close() {
      clearTimeout(timer);
      await Promise.all([first.close(), loading?.then((whole) => whole.close())]);
      metrics.close();
    },
  };
}
