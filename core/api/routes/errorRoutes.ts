import { z } from "zod";
import { type ErrorCode, errorCatalogue } from "../../base/errorCatalogue.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Api } from "../Api.ts";
import { problems } from "../problems.ts";

const codes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]];
const errorSchema = z.object({
  code: z.enum(codes),
  kind: z.enum(["user", "operational", "bug"]),
  status: z.int(),
  help: z.string().meta({ description: "What it means and what to do." }),
});

/** The pages that the `type` of a problem document names. */
export function addErrorRoutes(api: Api): void {
  api.get(
    "/errors/:code",
    {
      config: { isPublic: true },
      schema: {
        operationId: "getError",
        tags: ["errors"],
        summary: "What an error code means and what to do",
        security: [],
        params: z.object({ code: z.string().max(100) }),
        response: { 200: errorSchema, ...problems(404) },
      },
    },
    async (request) => {
      const code = codes.find((known) => known === request.params.code);
      if (code === undefined) throw new SluiceError("not_found", `There is no error code "${request.params.code}".`);
      const { kind, status, help } = errorCatalogue[code];
      return { code, kind, status, help };
    },
  );
}
