import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { createJsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { Api } from "./Api.ts";
import { docsPath } from "./addDocumentationDoor.ts";
import { readAbout } from "./readAbout.ts";

/** The description of every route (OpenAPI 3.1), made from the schemas that check the requests, and a page that shows it offline. */
export async function addDocumentation(api: Api): Promise<void> {
  const about = readAbout();
  api.addHook("onRoute", ({ schema, config }) => {
    if (schema !== undefined && config?.role !== undefined) Object.assign(schema, { "x-role": config.role });
  });
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
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
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

/** The transform names each component twice, as input and as output; only what is used stays. */
function withoutUnused<T extends ReturnType<typeof jsonSchemaTransformObject>>(document: T): T {
  const schemas = ("components" in document ? document.components?.schemas : undefined) ?? {};
  let before = Number.POSITIVE_INFINITY;
  // One that is dropped may have been the only one to use another.
  while (Object.keys(schemas).length < before) {
    before = Object.keys(schemas).length;
    const text = JSON.stringify(document);
    for (const name of Object.keys(schemas)) {
      if (!text.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
    }
  }
  return document;
}
