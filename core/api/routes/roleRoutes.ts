import { z } from "zod";
import { permissionsOf } from "../../model/permissions.ts";
import { roles } from "../../model/roles.ts";
import type { UserSummary } from "../../service/access/UserService.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { problems } from "../problems.ts";

const roleSchema = z.object({ name: z.enum(roles), may: z.array(z.string()) });
const ownerSchema = z.object({
  owner: z.string(),
  role: z.enum(roles),
  has_password: z.boolean().meta({ description: "false: cannot log in yet." }),
  has_second_factor: z.boolean(),
  created_at: z.iso.datetime(),
});
const ownerNameSchema = z.object({ owner: z.string().min(1).max(128) });
const passwordSchema = z.string().max(1024).meta({ description: "12 to 1024 characters." });

/** Roles, and the users ("owners") who have them (manual, IS API). */
export function addRoleRoutes(api: Api, { services }: ApiParts): void {
  const { users, secondFactors } = services.access;
  const tags = ["roles"];
  const administrator = { config: { role: "administrator" } } as const;

  api.get(
    "/roles",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listRoles",
        tags,
        summary: "All roles, from the least to the most, and what each may",
        response: { 200: z.array(roleSchema), ...problems() },
      },
    },
    async () => roles.map((name) => ({ name, may: permissionsOf(name) })),
  );

  api.get(
    "/roles/owner",
    {
      ...administrator,
      schema: {
        operationId: "listOwners",
        tags,
        summary: "All users with their roles",
        response: { 200: z.array(ownerSchema), ...problems() },
      },
    },
    async () => users.list().map(toOwner),
  );

  api.post(
    "/roles/owner",
    {
      ...administrator,
      schema: {
        operationId: "addOwner",
        tags,
        summary: "Adds a user with a role",
        body: z.strictObject({
          owner: ownerNameSchema.shape.owner,
          role: z.enum(roles),
          password: passwordSchema.optional(),
        }),
        response: { 200: ownerSchema, ...problems(409) },
      },
    },
    async ({ body: { owner, ...rest } }) => {
      await users.add({ name: owner, ...rest });
      return toOwner(users.get(owner));
    },
  );

  api.get(
    "/roles/owner/:owner",
    {
      ...administrator,
      schema: {
        operationId: "getOwner",
        tags,
        summary: "The role of a user",
        params: ownerNameSchema,
        response: { 200: ownerSchema, ...problems(404) },
      },
    },
    async (request) => toOwner(users.get(request.params.owner)),
  );

  api.patch(
    "/roles/owner/:owner",
    {
      ...administrator,
      schema: {
        operationId: "changeOwner",
        tags,
        summary: "Gives a user another role, a new password (which ends the sessions), or takes the second factor away",
        params: ownerNameSchema,
        body: z.strictObject({
          role: z.enum(roles).optional(),
          password: passwordSchema.optional(),
          second_factor: z.literal(false).optional(),
        }),
        response: { 200: ownerSchema, ...problems(404) },
      },
    },
    async ({ params: { owner }, body }) => {
      users.get(owner);
      if (body.password !== undefined) await users.setPassword(owner, body.password);
      if (body.second_factor === false) await secondFactors.remove(owner);
      if (body.role !== undefined) await users.setRole(owner, body.role);
      return toOwner(users.get(owner));
    },
  );

  api.post(
    "/roles/owner/:owner/second-factor",
    {
      ...administrator,
      schema: {
        operationId: "proposeOwnerFactor",
        tags,
        summary: "Makes a secret for the authenticator app of a user; logins ask for it once a code confirmed it",
        params: ownerNameSchema,
        response: {
          200: z.object({ secret: z.string(), address: z.string().meta({ description: "For a QR code." }) }),
          ...problems(404, 409),
        },
      },
    },
    async (request, reply) => {
      reply.header("cache-control", "no-store");
      return secondFactors.propose(request.params.owner);
    },
  );

  api.post(
    "/roles/owner/:owner/second-factor/confirm",
    {
      ...administrator,
      schema: {
        operationId: "confirmOwnerFactor",
        tags,
        summary: "Proves with a code that the app of a user knows the secret; nothing shows the recovery codes again",
        params: ownerNameSchema,
        body: z.strictObject({ code: z.string().min(1).max(100) }),
        response: { 200: z.object({ recovery_codes: z.array(z.string()) }), ...problems(404) },
      },
    },
    async (request, reply) => {
      reply.header("cache-control", "no-store");
      return { recovery_codes: await secondFactors.confirm(request.params.owner, request.body.code) };
    },
  );

  const remove = async (owner: string) => {
    await users.remove(owner);
    return { deleted: owner };
  };
  const removed = { 200: z.object({ deleted: z.string() }), ...problems(404) };

  api.delete(
    "/roles/owner",
    {
      ...administrator,
      schema: {
        operationId: "deleteOwnerByQuery",
        tags,
        summary: "Removes a user and ends its sessions; the name as a query, as in the manual",
        querystring: ownerNameSchema,
        response: removed,
      },
    },
    async (request) => remove(request.query.owner),
  );

  api.delete(
    "/roles/owner/:owner",
    {
      ...administrator,
      schema: {
        operationId: "deleteOwner",
        tags,
        summary: "Removes a user and ends its sessions",
        params: ownerNameSchema,
        response: removed,
      },
    },
    async (request) => remove(request.params.owner),
  );
}

function toOwner({ name, ...rest }: UserSummary): z.infer<typeof ownerSchema> {
  return { owner: name, ...toJsonNames(rest) };
}
