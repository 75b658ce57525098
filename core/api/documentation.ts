import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { createJsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { Api } from "./Api.ts";
import { readAbout } from "./readAbout.ts";

const docsPath = "/api/v1/docs";

/** The description of every route (OpenAPI 3.1), made from the schemas that check the requests, and a page that shows it offline. */
export async function addDocumentation(api: Api): Promise<void> {
  const about = readAbout();
  await api.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Sluice",
        description: "Everything that the editor and the command line do.",
        version: about.version,
        license: { name: about.license.name, identifier: about.license.name },
      },
      servers: [{ url: "/" }],
      components: {
        securitySchemes: { token: { type: "http", scheme: "bearer" } },
      },
      security: [{ token: [] }],
    },
    transform: createJsonSchemaTransform({}),
    transformObject: jsonSchemaTransformObject,
  });
  await api.register(async (scope) => {
    scope.addHook("onRoute", (route) => {
      route.config = { ...route.config, isPublic: true };
    });
    await scope.register(swaggerUi, {
      routePrefix: docsPath,
      uiConfig: { docExpansion: "list", deepLinking: true },
      staticCSP: true,
    });
  });
}
