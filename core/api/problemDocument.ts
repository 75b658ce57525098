import { z } from "zod";
import { errorCatalogue } from "../base/errorCatalogue.ts";
import { SluiceError } from "../base/SluiceError.ts";
import { problemsOf } from "../service/failures.ts";
import { toCodeErrors } from "./json/toCodeErrors.ts";
import { toJsonNames } from "./json/toJsonNames.ts";

/** The one shape of every error (RFC 9457). `errors`: all that is wrong with the request or document, each with its place. */
export const problemDocumentSchema = z
  .object({
    type: z.string().meta({ description: "The page that explains the code." }),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().meta({ description: "What is wrong, where, and what to do." }),
    errors: z
      .array(
        z.looseObject({
          code: z.string(),
          path: z.string().meta({ description: "JSON path from the root of what was sent." }),
          detail: z.string(),
          severity: z.enum(["error", "warning"]).optional(),
        }),
      )
      .optional(),
    details: z.record(z.string(), z.unknown()).optional().meta({ description: "Facts for programs." }),
  })
  .meta({ id: "Problem" });

export type ProblemDocument = z.infer<typeof problemDocumentSchema>;

export const problemContentType = "application/problem+json; charset=utf-8";

/** How an error looks to whoever asked. A fault of ours says nothing of its inside. */
export function toProblemDocument(error: SluiceError): ProblemDocument {
  const { status, help, kind } = errorCatalogue[error.code];
  const { problems: _, errors, ...details } = error.details;
  const found = problemsOf(error).map(({ message, ...problem }) => ({ ...problem, detail: message }));
  const inCode = toCodeErrors(error);
  const given =
    inCode.length > 0 ? inCode : Array.isArray(errors) ? (errors as ProblemDocument["errors"] & object) : [];
  const all = [...found, ...given];
  return {
    type: `/api/v1/errors/${error.code}`,
    title: help,
    status,
    code: error.code,
    detail: kind === "bug" ? "A fault in the program. Its log says more." : error.message,
    ...(all.length === 0 ? {} : { errors: all }),
    ...(kind === "bug" || Object.keys(details).length === 0
      ? {}
      : { details: toJsonNames(details) as Record<string, unknown> }),
  };
}

/** What Fastify and its plugins throw, in our words; everything unknown is a fault of ours. */
export function toSluiceError(error: unknown): SluiceError {
  if (error instanceof SluiceError) return error;
  const { code, statusCode, message, validation, validationContext } = error as FastifyFault;
  if (validation !== undefined) return invalidRequest(validation, validationContext ?? "request");
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new SluiceError(
      "too_large",
      "The body of the request is too large. Send less, or raise the limit of the host.",
    );
  }
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") {
    return new SluiceError("wrong_use", "Send the body as JSON, with the header Content-Type: application/json.");
  }
  if (statusCode === 413) return new SluiceError("too_large", String(message));
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new SluiceError("wrong_use", String(message));
  }
  return new SluiceError("internal", String(message), { cause: error });
}

interface FastifyFault {
  code?: string;
  statusCode?: number;
  message?: string;
  validation?: { instancePath?: string; message?: string; keyword?: string }[];
  validationContext?: string;
}

function invalidRequest(validation: FastifyFault["validation"] & object, context: string): SluiceError {
  const errors = validation.map(({ instancePath = "", message = "is not valid", keyword = "invalid" }) => ({
    code: keyword,
    path: toPath(instancePath),
    detail: message,
    severity: "error",
  }));
  const [first] = errors;
  const place = context === "body" ? "The body" : context === "params" ? "The path" : "The query";
  const where = first === undefined || first.path === "$" ? "" : ` at ${first.path}`;
  return new SluiceError(
    "wrong_use",
    `${place} of the request is not valid${where}: ${first?.detail ?? "it does not fit"}.`,
    {
      details: { errors },
    },
  );
}

/** `/steps/0/name` as `$.steps[0].name`. */
function toPath(pointer: string): string {
  const parts = pointer.split("/").filter((part) => part !== "");
  return `$${parts.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)).join("")}`;
}
