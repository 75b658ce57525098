import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { GraphQLError } from "graphql";
import { createSchema, createYoga } from "graphql-yoga";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boolean } from "../../../../core/sdk/index.ts";
import QueryGQL from "../../../../core/steps/base/steps/QueryGQL.ts";
import { type HttpPeer, startHttpPeer } from "../../../support/httpPeer.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";

const devices = Array.from({ length: 7 }, (_, id) => ({ id: String(id), name: `router-${id}` }));

const schema = createSchema<{ request: Request }>({
  typeDefs: /* GraphQL */ `
    type Device { id: ID! name: String! serial: String }
    type Edge { node: Device! }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type Devices { edges: [Edge!]! nodes: [Device!]! pageInfo: PageInfo! }
    type Query {
      device(id: ID!): Device
      devices(first: Int!, after: String): Devices!
      stuck(after: String): Devices!
      whoami: String
    }
    type Mutation { rename(id: ID!, name: String!): Device }
  `,
  resolvers: {
    Query: {
      device: (_root, { id }) => devices[id],
      devices(_root, { first, after }) {
        const start = after === null || after === undefined ? 0 : Number(after);
        const nodes = devices.slice(start, start + first);
        const end = start + nodes.length;
        const pageInfo = { hasNextPage: end < devices.length, endCursor: String(end) };
        return { nodes, edges: nodes.map((node) => ({ node })), pageInfo };
      },
      stuck: () => ({ nodes: [], edges: [], pageInfo: { hasNextPage: true, endCursor: "same" } }),
      whoami: (_root, _args, { request }) => request.headers.get("authorization"),
    },
    Device: {
      serial: () => {
        throw new GraphQLError("Not allowed to see the serial");
      },
    },
    Mutation: { rename: (_root, { id, name }) => ({ id, name }) },
  },
});

let url: string;
let plain: HttpPeer;
const server = createServer(createYoga({ schema, logging: false, maskedErrors: false }));

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  plain = await startHttpPeer({
    "/html": ({ reply }) => void reply.writeHead(200, { "content-type": "text/html" }).end("<h1>Login</h1>"),
    "/other": ({ json }) => json({ ok: true }),
    "/bad": ({ json }) => json({ message: "no" }, 400),
    "/down": ({ json }) => json({}, 500),
  });
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await plain.close();
});

const query = (params: StepRunOptions["params"], options: Omit<StepRunOptions, "params"> = {}) =>
  runStep(QueryGQL, { params: { url, ...params }, ...options });

describe("a query", () => {
  it("saves the answer's data, with variables of the earlier steps", async () => {
    const params = { query: "query Q($id: ID!) { device(id: $id) { id name } }", variables: { id: "${device}" } };
    expect(await query(params, { input: { device: 3 } })).toMatchObject({
      data: { device: { id: "3", name: "router-3" } },
      error: undefined,
    });
  });

  it("saves a part of it", async () => {
    expect((await query({ query: "{ device(id: 1) { name } }", result_path: "device.name" })).data).toBe("router-1");
  });

  it("can be a mutation", async () => {
    const params = { query: 'mutation { rename(id: 1, name: "core") { name } }' };
    expect((await query(params)).data).toEqual({ rename: { name: "core" } });
  });

  it("runs the named operation of several", async () => {
    const params = { query: "query A { a: whoami } query B { b: whoami }", operation_name: "B" };
    expect((await query(params)).data).toEqual({ b: null });
  });

  it("leaves ${ in the query alone", async () => {
    const { error } = await query({ query: "{ ${device} }" });
    expect(error?.message).toContain("Syntax Error");
  });

  it("authenticates", async () => {
    const params = { query: "{ whoami }", authentication: "bearer", token: "${config.token}" };
    const { data } = await query(params, { configuration: { token: "token-123456" } });
    expect(data).toEqual({ whoami: "Bearer token-123456" });
  });
});

describe("errors of the server", () => {
  it("fail the step, each with its path", async () => {
    const { error } = await query({ query: "{ device(id: 1) { id serial } }" });
    expect(error).toMatchObject({
      name: "GraphQLException",
      message: "The GraphQL server answered with an error: device.serial: Not allowed to see the serial",
    });
  });

  it("are warnings beside data on demand", async () => {
    const { data, logs } = await query({ query: "{ device(id: 1) { id serial } }", keep_partial_data: true });
    expect(data).toEqual({ device: { id: "1", serial: null } });
    expect(logs.map((line) => line.level)).toContain("warning");
  });

  it("fail without data even then", async () => {
    const { error } = await query({ query: "{ nothing }", keep_partial_data: true });
    expect(error?.message).toContain('Cannot query field "nothing" on type "Query"');
  });

  it.each([
    ["/html", "HttpBodyException", "is not JSON (content type text/html)"],
    ["/other", "HttpBodyException", 'has neither "data" nor "errors"'],
    [
      "/bad",
      "HttpStatusException",
      'Actual: 400 Expected: 200-299, does NOT match for: URL/bad. The server said: {"message":"no"}',
    ],
    ["/down", "HttpStatusException", "Actual: 500 Expected: 200-299"],
    ["/missing", "HttpStatusException", "Actual: 404"],
  ])("of a server that speaks no GraphQL (%s) are %s", async (path, name, text) => {
    const { error } = await query({ url: plain.url + path, query: "{ a }" });
    expect(error?.name).toBe(name);
    expect(error?.message).toContain(text.replace("URL", plain.url));
  });
});

describe("a class that extends it", () => {
  class OptionalQueryGQL extends QueryGQL.with({ enable: boolean({ defaultValue: true }) }) {
    override async execute() {
      if (!this.getParameter("enable")) return this.saveDataForNextStep({});
      await super.execute();
      const { whoami } = this.getCurrentSavedData<{ whoami: string | null }>();
      await this.saveDataForNextStep({ known: whoami !== null });
    }
  }

  it.each([
    [true, { known: false }],
    [false, {}],
  ])("works before and after it (manual, Full Extended Step Example): %s", async (enable, data) => {
    const params = { url, query: "{ whoami }", enable };
    expect((await runStep(OptionalQueryGQL, { params })).data).toEqual(data);
  });
});

describe("pages", () => {
  const paged = {
    query:
      "query D($after: String) { devices(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }",
    pagination: "cursor",
    connection_path: "devices",
  };

  it("of a connection become one list of nodes", async () => {
    expect((await query(paged)).data).toEqual(devices.map(({ id }) => ({ id })));
  });

  it("are read from nodes as well, from a given cursor on", async () => {
    const params = { ...paged, query: paged.query.replace("edges { node { id } }", "nodes { name }") };
    expect((await query({ ...params, variables: { after: "5" } })).data).toEqual([
      { name: "router-5" },
      { name: "router-6" },
    ]);
  });

  it("stop at the limit with a warning", async () => {
    const { data, logs } = await query({ ...paged, max_pages: 2 });
    expect([(data as unknown[]).length, logs.filter((line) => line.level === "warning").length]).toEqual([6, 1]);
  });

  it("fail when the cursor does not move, and when there is no connection", async () => {
    const stuck = { ...paged, query: paged.query.replace("devices(first: 3, after: $after)", "stuck(after: $after)") };
    expect((await query({ ...stuck, connection_path: "stuck" })).error?.message).toContain("names no new cursor");
    expect((await query({ ...paged, connection_path: "device" })).error?.message).toContain('has no list "nodes"');
  });
});
