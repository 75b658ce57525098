import { z } from "zod";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Api } from "../Api.ts";
import { problems } from "../problems.ts";
import { readAbout } from "../readAbout.ts";

const aboutSchema = z.object({
  version: z.string(),
  node: z.string(),
  packages: z.record(z.string(), z.string()).meta({ description: "Name to version." }),
});
const licenseSchema = z.object({ name: z.string(), text: z.string() });

/** Versions and licence of the program. */
export function addAboutRoutes(api: Api): void {
  const about = readAbout();
  api.get(
    "/about",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getAbout",
        tags: ["about"],
        summary: "Versions of the program and its packages",
        response: { 200: aboutSchema, ...problems() },
      },
    },
    async () => ({ version: about.version, node: about.node, packages: about.packages }),
  );

  api.get(
    "/license",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getLicense",
        tags: ["about"],
        summary: "What the program is licensed under",
        response: { 200: licenseSchema, ...problems() },
      },
    },
    async () => about.license,
  );

  for (const method of ["POST", "DELETE"] as const) {
    api.route({
      method,
      url: "/license",
      config: { role: "administrator" },
      schema: {
        operationId: method === "POST" ? "addLicense" : "deleteLicense",
        tags: ["about"],
        summary: "Always refused: the program needs no license data",
        response: problems(405),
      },
      handler: async () => {
        throw new SluiceError(
          "not_supported",
          `The program is licensed under ${about.license.name} and needs no license data.`,
        );
      },
    });
  }
}
