import { z } from "zod";
import type { TrashEntry } from "../../service/ports/TrashRepository.ts";
import { trashMs } from "../../service/trash/TrashService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";

const entrySchema = z
  .object({
    id: z.string(),
    kind: z.enum(["application", "configuration", "step_class"]),
    name: z.string(),
    deleted_at: z.iso.datetime(),
    deleted_by: z.string(),
    expires_at: z.iso.datetime().meta({ description: "When it can no longer be restored." }),
  })
  .meta({ id: "TrashEntry" });
const paramsSchema = z.object({ trash_id: z.string().min(1).max(100) });

/** What was deleted: it comes back whole, with revisions, drafts and journals, for 30 days. */
export function addTrashRoutes(api: Api, { services }: ApiParts): void {
  const { trash } = services;
  const tags = ["trash"];

  api.get(
    "/trash",
    {
      config: { role: "developer" },
      schema: {
        operationId: "listTrash",
        tags,
        summary: "Deleted applications, configurations and step classes, newest first",
        response: { 200: z.array(entrySchema), ...problems() },
      },
    },
    async () => trash.list().map(toJson),
  );

  api.post(
    "/trash/:trash_id/restore",
    {
      config: { role: "developer" },
      schema: {
        operationId: "restoreTrash",
        tags,
        summary: "Gives back what was deleted, under its name",
        params: paramsSchema,
        response: { 200: entrySchema, ...problems(404, 409) },
      },
    },
    async (request) => toJson(await trash.restore(request.params.trash_id)),
  );

  api.delete(
    "/trash/:trash_id",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "purgeTrash",
        tags,
        summary: "Deletes for good what was deleted",
        params: paramsSchema,
        response: { 200: entrySchema, ...problems(404) },
      },
    },
    async (request) => toJson(await trash.purge(request.params.trash_id)),
  );
}

function toJson({ deletedAt, deletedBy, ...entry }: TrashEntry): z.infer<typeof entrySchema> {
  return {
    ...entry,
    deleted_at: new Date(deletedAt).toISOString(),
    deleted_by: deletedBy,
    expires_at: new Date(deletedAt + trashMs).toISOString(),
  };
}
