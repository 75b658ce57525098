import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { addAboutRoutes } from "./aboutRoutes.ts";

/** Every group of routes; a new one is named here. */
export const routeGroups: readonly ((api: Api, parts: ApiParts) => void)[] = [addAboutRoutes];
