import { z } from "zod";
import { settingsChangeSchema, settingsSchema } from "../../service/settings/SettingsService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";

const dataFolderSchema = z.object({
  path: z.string().meta({ description: "On the computer of the host." }),
  database: z.int().meta({ description: "Bytes of the database, with its write-ahead log." }),
  saved_data: z.int().meta({ description: "Bytes of saved data in files of its own." }),
  free: z.int().meta({ description: "Bytes that are free on its disk." }),
});

/** The data folder and its settings. */
export function addSettingsRoutes(api: Api, { services, facts, dataFolder, clock }: ApiParts): void {
  const tags = ["settings"];

  api.get(
    "/settings",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getSettings",
        tags,
        summary: "The settings as they apply, defaults included",
        response: { 200: settingsSchema, ...problems() },
      },
    },
    async () => services.settings.read(),
  );

  api.patch(
    "/settings",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "changeSettings",
        tags,
        summary: "Changes settings; what is absent stays",
        body: settingsChangeSchema,
        response: { 200: settingsSchema, ...problems() },
      },
    },
    async (request) => services.settings.change(request.body),
  );

  api.get(
    "/data-folder",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "getDataFolder",
        tags,
        summary: "Where everything lies, and how much room it takes",
        response: { 200: dataFolderSchema, ...problems() },
      },
    },
    async () => {
      const { database, disk } = await facts.read({ since: clock.now(), mostFailures: 0 });
      return { path: dataFolder, database: database.size, saved_data: disk.blobs, free: disk.free };
    },
  );
}
