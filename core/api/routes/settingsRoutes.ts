import { settingsChangeSchema, settingsSchema } from "../../service/settings/SettingsService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";

/** The settings of the data folder. */
export function addSettingsRoutes(api: Api, { services }: ApiParts): void {
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
}
