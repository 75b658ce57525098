import {
  BaseStep,
  boolean,
  code,
  defineParameters,
  json,
  list,
  mapping,
  number,
  readDataPath,
  StepException,
  select,
  text,
} from "sluice";
import { oauthHelp } from "../util/authentication.ts";
import { describeGraphErrors, GraphQLException, readGraphAnswer } from "../util/graphAnswer.ts";
import { type HttpConnection, httpParameters, openConnection } from "../util/httpParameters.ts";
import { listGraphOperations } from "../util/listGraphOperations.ts";
import { readHeaders } from "../util/readHeaders.ts";
import { requestData } from "../util/requestData.ts";
import { parseExpectedStatus } from "../util/statusCodes.ts";
import { parseUrl, redactUrl } from "../util/urls.ts";

const pages = "Pages";
const paged = { parameter: "pagination", equals: "cursor" };

const parameters = defineParameters({
  url: text({
    title: "URL",
    description: "Address of the GraphQL endpoint.",
    sampleValue: "https://10.2.11.253/gql",
    required: true,
  }),
  query: code({
    title: "Query",
    description: "The GraphQL document. Values belong into the variables; `${...}` in the query is left alone.",
    sampleValue: "query Devices($first: Int) { devices(first: $first) { edges { node { id name } } } }",
    language: "graphql",
    required: true,
  }),
  variables: json<Record<string, unknown>>({
    title: "Variables",
    description: "Values of the query's variables; `${name}` takes a value from the data of the earlier steps.",
    sampleValue: { first: 100 },
    defaultValue: {},
  }),
  operation_name: select({
    title: "Operation name",
    description: "Which operation to run when the query holds several.",
    optionsFrom: "listOperations",
    defaultValue: "",
    advanced: true,
  }),
  headers: mapping({
    title: "Headers",
    description: "Further headers of the request. Put secrets under Authentication instead.",
    sampleValue: { "x-request-source": "sluice" },
  }),
  result_path: text({
    title: "Path of the result",
    description: "Saves only this part of the answer's `data`, such as `devices`; empty = all of it.",
    defaultValue: "",
    sampleValue: "devices",
  }),
  keep_partial_data: boolean({
    title: "Keep partial data",
    description: "Errors in the answer become warnings when it holds data as well; otherwise they fail the step.",
    defaultValue: false,
  }),
  pagination: select({
    title: "Pages",
    description: "Reads a connection page by page and saves the nodes of all pages as one list.",
    options: [
      { value: "none", label: "One answer only" },
      { value: "cursor", label: "Cursor connection" },
    ],
    defaultValue: "none",
    section: pages,
  }),
  connection_path: text({
    title: "Path of the connection",
    description: "Where the object with `pageInfo` and `edges` or `nodes` lies in `data`.",
    defaultValue: "",
    sampleValue: "devices",
    section: pages,
    showWhen: paged,
  }),
  cursor_variable: text({
    title: "Cursor variable",
    description: "Variable of the query that takes the cursor of the page before.",
    defaultValue: "after",
    section: pages,
    showWhen: paged,
  }),
  max_pages: number({
    title: "Most pages",
    description: "Stops there with a warning.",
    defaultValue: 100,
    min: 1,
    section: pages,
    advanced: true,
  }),
  expected_status_codes: list<string | number>({
    title: "Expected status codes",
    description: "Any other HTTP status fails the step, unless the answer names GraphQL errors.",
    defaultValue: ["200-299"],
    advanced: true,
  }),
  ...httpParameters,
});

const help = `
Runs a GraphQL query or mutation and saves the answer's \`data\`, or the part named by *Path of the result*.

**Errors.** GraphQL servers answer errors beside data, often with status 200. They fail the step, each with its path; with *Keep partial
data* they become warnings as long as there is data.

**Pages.** For connections in the usual form: \`pageInfo { hasNextPage endCursor }\` with \`nodes\` or \`edges { node }\`. The query takes the
cursor as a variable (\`after\`), which is null at first. The nodes of all pages are saved as one list.
${oauthHelp}`;

/** Query GraphQL (manual, Default steps). */
export default class QueryGQL extends BaseStep.with(parameters) {
  override friendlyName = "Query GraphQL";
  override description = "Runs a GraphQL query or mutation and saves the returned data for the next step";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Web";
  override icon = "share-2";
  override help = help;

  override async execute() {
    const connection = openConnection(this);
    try {
      const variables = this.getParameter("variables");
      const isPaged = this.getParameter("pagination") === "cursor";
      const data = isPaged
        ? await this.#queryPages(connection, variables)
        : readDataPath(await this.#query(connection, variables), this.getParameter("result_path"));
      await this.saveDataForNextStep(data);
    } finally {
      await connection.client.close();
    }
  }

  /** The choices of the operation: those with a name in the query. */
  listOperations(): string[] {
    return listGraphOperations(this.getParameter("query"));
  }

  async #queryPages(connection: HttpConnection, variables: Record<string, unknown>): Promise<unknown[]> {
    const name = this.getParameter("cursor_variable");
    const path = this.getParameter("connection_path");
    const nodes: unknown[] = [];
    let cursor: unknown = variables[name] ?? null;
    for (let page = 1; ; page++) {
      const data = await this.#query(connection, { ...variables, [name]: cursor });
      const found = readDataPath(data, path);
      nodes.push(...nodesOf(found, path));
      if (readDataPath(found, "pageInfo.hasNextPage") !== true) return nodes;
      const next = readDataPath(found, "pageInfo.endCursor");
      if (next === cursor || next === null || next === undefined) {
        throw new StepException(`Page ${page} says there is a next page but names no new cursor`);
      }
      if (page >= this.getParameter("max_pages")) {
        this.logger.warning(`Stopped after ${page} pages and ${nodes.length} nodes; the server has more`);
        return nodes;
      }
      cursor = next;
    }
  }

  async #query(connection: HttpConnection, variables: Record<string, unknown>): Promise<unknown> {
    const url = parseUrl(this.getParameter("url"), "url");
    const operationName = this.getParameter("operation_name");
    const expected = parseExpectedStatus(this.getParameter("expected_status_codes"));
    const response = await requestData({
      connection,
      exchange: {
        method: "POST",
        url,
        headers: {
          accept: "application/graphql-response+json, application/json;q=0.9",
          ...readHeaders(this.getParameter("headers")),
          "content-type": "application/json",
        },
        body: JSON.stringify({ query: this.getParameter("query"), variables, ...(operationName && { operationName }) }),
      },
      // A server may send GraphQL errors with a 4xx status: those errors say more than the status.
      expected: { text: expected.text, matches: (status) => expected.matches(status) || status === 400 },
      format: "json",
      trusted: true,
      signal: this.signal,
      log: this.logger,
    });
    const { data, errors } = readGraphAnswer(response, { expected, url: redactUrl(url, connection.secretQuery) });
    if (errors.length === 0) return data;
    const message = describeGraphErrors(errors);
    if (!this.getParameter("keep_partial_data") || data === null || data === undefined) {
      throw new GraphQLException(message);
    }
    this.logger.warning(message);
    return data;
  }
}

function nodesOf(connection: unknown, path: string): unknown[] {
  const nodes = readDataPath(connection, "nodes");
  if (Array.isArray(nodes)) return nodes;
  const edges = readDataPath(connection, "edges");
  if (Array.isArray(edges)) return edges.map((edge) => readDataPath(edge, "node"));
  throw new StepException(
    `"${path}" in the answer has no list "nodes" or "edges"; set connection_path to the connection`,
  );
}
