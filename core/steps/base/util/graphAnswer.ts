import { readDataPath, StepException } from "sluice";
import { HttpBodyException, HttpStatusException } from "./httpExceptions.ts";
import type { DataResponse } from "./requestData.ts";
import { describeText } from "./responseBody.ts";
import type { ExpectedStatus } from "./statusCodes.ts";

/** A GraphQL server answered with errors. */
export class GraphQLException extends StepException {}

export interface GraphAnswer {
  data: unknown;
  /** The entries of `errors`, as sent. */
  errors: unknown[];
}

/** Reads an answer (GraphQL specification, section 7). Throws when it is none. */
export function readGraphAnswer(response: DataResponse, facts: { expected: ExpectedStatus; url: string }): GraphAnswer {
  const errors = readDataPath(response.data, "errors");
  const data = readDataPath(response.data, "data");
  if (Array.isArray(errors) && errors.length > 0) return { data, errors };
  if (!facts.expected.matches(response.status)) {
    const body = describeText(JSON.stringify(response.data));
    throw new HttpStatusException({ status: response.status, expected: facts.expected.text, url: facts.url, body });
  }
  if (data === undefined) {
    throw new HttpBodyException(
      `The answer of ${facts.url} has neither "data" nor "errors", so it is no GraphQL answer`,
    );
  }
  return { data, errors: [] };
}

/** One sentence per error with its path, such as `users.0.name: Not allowed`. */
export function describeGraphErrors(errors: readonly unknown[]): string {
  const lines = errors.map((error) => {
    const message = readDataPath(error, "message");
    const path = readDataPath(error, "path");
    const place = Array.isArray(path) && path.length > 0 ? `${path.join(".")}: ` : "";
    return `${place}${typeof message === "string" ? message : JSON.stringify(error)}`;
  });
  return `The GraphQL server answered with ${lines.length === 1 ? "an error" : `${lines.length} errors`}: ${lines.join("; ")}`;
}
