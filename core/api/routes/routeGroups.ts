import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { addAboutRoutes } from "./aboutRoutes.ts";
import { addApplicationRoutes } from "./applicationRoutes.ts";
import { addCacheRoutes } from "./cacheRoutes.ts";
import { addConfigurationRoutes } from "./configurationRoutes.ts";
import { addErrorRoutes } from "./errorRoutes.ts";
import { addEventRoutes } from "./eventRoutes.ts";
import { addRunDetailRoutes } from "./runDetailRoutes.ts";
import { addRunRequestRoutes } from "./runRequestRoutes.ts";
<<<<<<< HEAD
import { addSecretRoutes } from "./secretRoutes.ts";
=======
import { addRunRoutes } from "./runRoutes.ts";
>>>>>>> c531740 (List runs under more filters and by page, each in the order of an index, so that a million stay fast)
import { addStepClassRoutes } from "./stepClassRoutes.ts";
import { addStepDataRoutes } from "./stepDataRoutes.ts";
import { addStepRunRoutes } from "./stepRunRoutes.ts";
import { addTaskRoutes } from "./taskRoutes.ts";
import { addTransferRoutes } from "./transferRoutes.ts";
import { addUseRoutes } from "./useRoutes.ts";

/** Every group of routes; a new one is named here. */
export const routeGroups: readonly ((api: Api, parts: ApiParts) => void)[] = [
  addAboutRoutes,
  addApplicationRoutes,
  addCacheRoutes,
  addConfigurationRoutes,
  addErrorRoutes,
  addEventRoutes,
  addRunDetailRoutes,
  addRunRequestRoutes,
<<<<<<< HEAD
  addSecretRoutes,
=======
  addRunRoutes,
>>>>>>> c531740 (List runs under more filters and by page, each in the order of an index, so that a million stay fast)
  addStepClassRoutes,
  addStepDataRoutes,
  addStepRunRoutes,
  addTaskRoutes,
  addTransferRoutes,
  addUseRoutes,
];
