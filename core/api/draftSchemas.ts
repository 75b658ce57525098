import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { SluiceError } from "../base/SluiceError.ts";
import type { EditOperation } from "../model/operations/EditOperation.ts";
import { editOperationSchema } from "../model/schemas/operationSchemas.ts";
import type { Identity } from "../service/access/Identity.ts";
import type { DraftNews, DraftReply, DraftSnapshot, Editor } from "../service/drafts/Draft.ts";
import type { DocumentVersion } from "../service/drafts/DraftService.ts";
import { localUser } from "../service/ServicePorts.ts";
import { jsonObjectBodySchema } from "./schemas.ts";

export const clientSchema = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .meta({ description: "The window, api by default: each one undoes its own gestures." });

/** A body that says only which window asks; it may be absent. */
export const clientBodySchema = z.strictObject({ client: clientSchema }).nullish();

export const draftHeadersSchema = z.object({
  "if-match": z
    .string()
    .optional()
    .meta({ description: "The ETag of the draft as it was read; at another one nothing is done." }),
});

export const historySchema = z.object({
  undo: z.string().optional().meta({ description: "What this window would undo next; absent = nothing." }),
  redo: z.string().optional(),
  changes: z.int().meta({ description: "Differences from its base revision, without places that windows found." }),
});

/** Operations in an answer may also be exact changes, which no client sends. */
const operationsSchema = z
  .custom<readonly EditOperation[]>(Array.isArray)
  .meta({ type: "array", items: { type: "object", additionalProperties: true } });

export const updateSchema = z.object({
  seq: z.int(),
  gesture: z.string(),
  client: z.string(),
  operations: operationsSchema,
});

export const replySchema = z
  .object({
    seq: z.int(),
    updates: z.array(updateSchema),
    history: historySchema,
    base_revision: z.int().meta({ description: "The revision the draft is based on; 0 = none." }),
    published_revision: z.int().meta({ description: "0 = never published." }),
  })
  .meta({ id: "DraftReply" });

export const draftSchema = z
  .object({
    application: z.string(),
    seq: z.int().meta({ description: "Number of its last gesture." }),
    base_revision: z.int().meta({ description: "The revision it is based on; 0 = none." }),
    published_revision: z.int().meta({ description: "0 = never published." }),
    document: jsonObjectBodySchema,
    step_ids: z.array(z.string()).meta({ description: "In the order of the steps." }),
    pins: z
      .record(z.string(), z.unknown())
      .meta({ description: "Step id to typed JSON that replaces the output of the step in runs of the editor." }),
    history: historySchema,
  })
  .meta({ id: "Draft" });

export const gestureSchema = z.strictObject({
  id: z.string().min(1).max(100).meta({ description: "A new id; sent again, it is applied once." }),
  label: z.string().max(200).meta({ description: "What was done, in a few words, for the undo menu." }),
  operations: z.array(editOperationSchema).min(1).max(10_000),
  silent: z.boolean().optional().meta({ description: "Without an undo entry: automatic layout." }),
  continues: z.string().max(100).optional().meta({
    description: "Id of the last gesture of the window, when this one goes on with it: both are undone as one.",
  }),
});

/** Whose drafts and settings these are: an account, a token that belongs to none, or whoever owns the data folder. */
export function userOf({ from, name, user }: Identity): string {
  if (from === "computer") return localUser;
  return from === "token" ? (user ?? `token ${name}`) : name;
}

/** Who edits: drafts belong to accounts; whoever owns the data folder is the user of the command line. */
export function editorOf(request: FastifyRequest, client: string = "api"): Editor {
  const user = userOf(request.identity);
  const expected = request.headers["if-match"];
  if (expected === undefined || expected === "*") return { user, client };
  const number = /^"(\d+)"$/.exec(expected)?.[1];
  return { user, client, at: number === undefined ? -1 : Number(number) };
}

/** A version as a request names it. */
export function readVersion(text: string): DocumentVersion {
  if (text === "draft" || text === "published") return text;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new SluiceError("wrong_use", `"${text}" is no version: write draft, published, or the number of a revision.`);
}

export function toDraft(snapshot: DraftSnapshot): z.infer<typeof draftSchema> {
  const { application, seq, base, published, state, history } = snapshot;
  return {
    application,
    seq,
    base_revision: base,
    published_revision: published,
    document: state.document,
    step_ids: [...state.stepIds],
    pins: state.pins ?? {},
    history: toHistory(history),
  };
}

/** The answer of a gesture that was done; throws for one that was not, with what came since. */
export function toReply(reply: DraftReply): z.infer<typeof replySchema> {
  const answer = toNews(reply);
  if (reply.outcome === "applied") return answer;
  if (reply.outcome === "refused") throw new SluiceError("edit_does_not_apply", reply.reason, { details: answer });
  throw new SluiceError("draft_behind", "Others changed the draft meanwhile; nothing was done.", { details: answer });
}

/** What came since a number. */
export function toNews(news: DraftNews): z.infer<typeof replySchema> {
  const { seq, updates, history, base, published } = news;
  return { seq, updates, history: toHistory(history), base_revision: base, published_revision: published };
}

export function etagOfDraft({ seq }: { seq: number }): string {
  return `"${seq}"`;
}

function toHistory({ undo, redo, changes }: DraftSnapshot["history"]): z.infer<typeof historySchema> {
  return { ...(undo === undefined ? {} : { undo }), ...(redo === undefined ? {} : { redo }), changes };
}
