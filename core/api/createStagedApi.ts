import type { RequestListener } from "node:http";
import type { Api } from "./Api.ts";
import type { ApiParts } from "./ApiParts.ts";
import { type ApiOptions, createApi, openMetrics } from "./createApi.ts";
import type { Metrics } from "./metrics/createMetrics.ts";
import type { RouteGroup } from "./routes/routeGroups.ts";

/** What a window asks for at its start. */
export const windowGroups: readonly RouteGroup[] = [
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
  /** From now on its figures are counted; resolves when they are. */
  count(): Promise<void>;
  close(): Promise<void>;
}

/** The routes that a window asks for at its start are there when this resolves; the others when somebody asks for one, or a little later. */
export async function createStagedApi(
  given: Omit<ApiParts, "metrics">,
  { server, ...options }: Omit<ApiOptions, "groups" | "rest" | "metrics" | "describes"> = {},
): Promise<StagedApi> {
  let metrics: Promise<Metrics> | undefined;
  let loading: Promise<Api> | undefined;
  let routing: RequestListener;
  const count = (): Promise<Metrics> => {
    metrics ??= openMetrics(given);
    return metrics;
  };
  const loadWhole = async (): Promise<Api> =>
    createApi(given, { ...options, metrics: await count(), ...(server === undefined ? {} : { server }) });
  const load = async (): Promise<Api> => {
    loading ??= loadWhole();
    try {
      const whole = await loading;
      routing = whole.routing;
      return whole;
    } catch (error) {
      // Who asks next tries again.
      loading = undefined;
      metrics = undefined;
      throw error;
    }
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
  const first = await createApi(given, { ...options, groups: windowGroups, rest });
  routing = first.routing;
  const timer = setTimeout(() => load().catch(given.onBug), restMs).unref();
  return {
    routing: (request, response) => routing(request, response),
    count: async () => void (await count()),
    async close() {
      clearTimeout(timer);
      const whole = await loading?.catch(() => undefined);
      await Promise.all([first.close(), whole?.close()]);
      (await metrics?.catch(() => undefined))?.close();
    },
  };
}
