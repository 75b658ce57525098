import { z } from "zod";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";
import { readConfigurationInput } from "../runInput.ts";
import { jsonObjectBodySchema, problemListSchema } from "../schemas.ts";

const bodySchema = z.strictObject({
  document: jsonObjectBodySchema,
  configuration: z
    .union([z.string(), jsonObjectBodySchema])
    .optional()
    .meta({ description: "Used instead of the aligned one: the name of a stored one, or one that is given along." }),
  params: jsonObjectBodySchema.default({}).meta({ description: "Run-time parameters." }),
});

/** What is wrong with a document, before anybody stores or runs it. */
export function addValidationRoutes(api: Api, { services }: ApiParts): void {
  api.post(
    "/applications/validate",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "validateApplication",
        tags: ["applications"],
        summary: "Lists every problem of a document; nothing of it is stored or run",
        body: bodySchema,
        response: { 200: z.object({ problems: problemListSchema }), ...problems(404) },
      },
    },
    async (request) => {
      const { document, params: parameters, configuration: given } = request.body;
      const configuration = readConfigurationInput(given, services);
      return { problems: toJsonNames(await services.checker.check({ document, configuration, parameters })) };
    },
  );
}
