import type { Identity } from "../service/access/Identity.ts";
import type { Api } from "./Api.ts";
import type { ApiParts } from "./ApiParts.ts";
import type { ApiOptions } from "./createApi.ts";
import type { StagedApi } from "./createStagedApi.ts";
import { EventFeed } from "./events/EventFeed.ts";
import type { LocalApi } from "./LocalApi.ts";

/** Who may ask the API beside those with a stored token. */
export interface ApiAccess {
  /** Who a token belongs to that is not stored; undefined = nobody. */
  verifyToken?(token: string): Identity | undefined;
}

/** The API over a host in its three forms, each loaded when it is asked for: a single run needs no server. */
export interface HostApis {
  /** The API; it listens nowhere yet. */
  createApi(options: ApiAccess & ApiOptions): Promise<Api>;
  /** The same, ready sooner: what a window asks for at its start comes first. */
  createStagedApi(options: ApiAccess & ApiOptions): Promise<StagedApi>;
  /** The same for requests of this process, which loads only what they ask for. */
  createLocalApi(options: ApiAccess): Promise<LocalApi>;
}

/** They share one feed of events. */
export function createHostApis(given: Omit<ApiParts, "metrics" | "openFeed" | "verifyToken">): HostApis {
  let feed: EventFeed | undefined;
  const openFeed = (): EventFeed => {
    feed ??= new EventFeed({ reader: given.reader, subscribe: (listener) => given.engine.subscribe(listener) });
    return feed;
  };
  const partsFor = (verifyToken: ApiAccess["verifyToken"]): Omit<ApiParts, "metrics"> => ({
    ...given,
    openFeed,
    verifyToken: (token) => verifyToken?.(token) ?? given.services.tokens.verify(token),
  });
  const createApi: HostApis["createApi"] = async ({ verifyToken, ...options }) => {
    const { createApi: create } = await import("./createApi.ts");
    return create(partsFor(verifyToken), options);
  };
  return {
    createApi,
    async createStagedApi({ verifyToken, ...options }) {
      const { createStagedApi } = await import("./createStagedApi.ts");
      return createStagedApi(partsFor(verifyToken), options);
    },
    async createLocalApi(access) {
      const { LocalApi } = await import("./LocalApi.ts");
      return new LocalApi((groups) => createApi({ ...access, ...(groups === undefined ? {} : { groups }) }));
    },
  };
}
