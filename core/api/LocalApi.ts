import type { InjectOptions, LightMyRequestResponse } from "fastify";
import type { Api } from "./Api.ts";
import { commandGroups } from "./routes/commandGroups.ts";
import type { RouteGroup } from "./routes/routeGroups.ts";

/** The API for requests of this process: only the groups of routes that are asked for are loaded. */
export class LocalApi {
  private readonly create: (groups: readonly RouteGroup[] | undefined) => Promise<Api>;
  private readonly opened = new Map<RouteGroup | undefined, Promise<Api>>();

  /** `create` makes an API with some groups; undefined = all. */
  constructor(create: LocalApi["create"]) {
    this.create = create;
  }

  /** Answers a request; `operation` is the id of what it asks for. The body of the answer comes as a stream. */
  async inject(operation: string, request: InjectOptions): Promise<LightMyRequestResponse> {
    const group = commandGroups.get(operation);
    const api = this.opened.get(group) ?? this.create(group === undefined ? undefined : [group]);
    this.opened.set(group, api);
    return (await api).inject({ ...request, payloadAsStream: true });
  }

  async close(): Promise<void> {
    const apis = await Promise.all(this.opened.values());
    await Promise.all(apis.map((api) => api.close()));
  }
}
