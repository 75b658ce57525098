import { problemDocumentSchema } from "./problemDocument.ts";

const descriptions: Record<number, string> = {
  400: "The request or the document in it is not valid",
  401: "The request says not who asks",
  403: "Who asks may not do this",
  404: "Nothing of that name exists",
  405: "This cannot be done here",
  409: "It does not fit the present state",
  412: "Someone else changed it since it was read",
  413: "The body is too large",
  422: "The Idempotency-Key came with another request before",
  429: "Too many attempts; Retry-After says how long to wait, in seconds",
  500: "A fault in the program",
};

type ProblemResponse = {
  description: string;
  content: { "application/problem+json": { schema: typeof problemDocumentSchema } };
};

/** The error answers of a route, for its schema: those given, and those every route has. */
export function problems(...statuses: number[]): Record<number, ProblemResponse> {
  const all = [...new Set([...statuses, 400, 401, 403, 413, 500])].sort((a, b) => a - b);
  return Object.fromEntries(
    all.map((status) => [
      status,
      {
        description: descriptions[status] ?? "Error",
        content: { "application/problem+json": { schema: problemDocumentSchema } },
      },
    ]),
  );
}
