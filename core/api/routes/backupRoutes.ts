import { createReadStream } from "node:fs";
import { z } from "zod";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { problems } from "../problems.ts";

const bodySchema = z
  .strictObject({
    passphrase: z.string().min(8).max(1024).optional().meta({
      description: "With it the vault key becomes part of the backup, sealed. Nothing brings a forgotten one back.",
    }),
  })
  .nullish();

/** Taking a copy of the whole data folder away. */
export function addBackupRoutes(api: Api, { backups, clock, onBug }: ApiParts): void {
  api.post(
    "/backup",
    {
      config: { role: "administrator" },
      schema: {
        operationId: "createBackup",
        tags: ["backup"],
        summary: "A backup of the data folder, as sluice restore takes it",
        body: bodySchema,
        response: {
          200: {
            description: "The backup",
            content: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
          },
          ...problems(),
        },
      },
    },
    async (request, reply) => {
      const { path, bytes, dispose } = await backups.create(request.body?.passphrase);
      const stream = createReadStream(path);
      stream.once("close", () => void dispose().catch(onBug));
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      return reply
        .header("content-type", "application/octet-stream")
        .header("content-length", String(bytes))
        .header("content-disposition", `attachment; filename="sluice-${day}.backup"`)
        .header("cache-control", "no-store")
        .send(stream as never);
    },
  );
}
